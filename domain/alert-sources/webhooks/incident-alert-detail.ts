import type { Severity } from '../../severity';

/** The detail of a custom `Incident Alert`, as `incident-alert.ts` reads it: what a webhook becomes. */
export interface IncidentAlertDetail {
  readonly schemaVersion: 1;
  readonly dedupKey: string;
  readonly status: 'firing' | 'resolved';
  readonly title: string;
  readonly description?: string;
  readonly severity?: `SEV-${Severity}`;
  readonly service?: string;
  readonly detectedAt?: string;
  readonly startedAt?: string;
  readonly runbook?: string;
  readonly links?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
}

/** Said in place of an alert that could not be read: it pages as unreadable, one incident per source. */
export interface UnreadableDetail {
  readonly schemaVersion: 1;
  /** What is wrong with it. */
  readonly unreadable: string;
  /** The beginning of what came, for the person who mends the sender. */
  readonly received?: string;
}

/** What a body says: its alerts, and if some of it could not be read, why not. */
export interface WebhookReading {
  readonly alerts: readonly IncidentAlertDetail[];
  readonly unreadable?: string;
}

export function isUnreadable(detail: IncidentAlertDetail | UnreadableDetail): detail is UnreadableDetail {
  return 'unreadable' in detail;
}
