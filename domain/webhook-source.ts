import type { Severity } from './severity';

/** Whose way of telling an alert by HTTP a source speaks. */
export type WebhookFormat = 'pagerduty' | 'alertmanager' | 'grafana' | 'datadog' | 'generic' | 'heartbeats';

export const webhookFormats: readonly WebhookFormat[] = [
  'pagerduty',
  'alertmanager',
  'grafana',
  'datadog',
  'generic',
  'heartbeats',
];

/**
 * A sender of webhooks, with a secret of its own. It posts to `/alerts/<id>`; one that speaks PagerDuty posts to
 * `/v2/enqueue`, where the routing key says who it is; jobs that report post to `/heartbeats/<id>`.
 */
export type WebhookSource =
  | { readonly id: string; readonly format: Exclude<WebhookFormat, 'generic'> }
  | { readonly id: string; readonly format: 'generic'; readonly mapping: WebhookMapping };

/** Where a field is in a body: names and list positions with dots between, `data.checks.0.name`; of several, the first that is there. */
export type FieldPath = string | readonly string[];

/** How to read an alert out of any JSON. */
export interface WebhookMapping {
  /** A list of alerts; left out where the body itself is one alert. Other paths begin at the alert. */
  readonly alerts?: FieldPath;
  readonly dedupKey: FieldPath;
  readonly title: FieldPath;
  readonly status: FieldPath;
  /** The values of `status` that mean that all is well again. Anything else, and nothing at all, fires. */
  readonly resolvedWhen: readonly string[];
  readonly description?: FieldPath;
  readonly service?: FieldPath;
  readonly severity?: FieldPath;
  /** What the sender's own words for severity mean, besides `SEV-1` to `SEV-4`. */
  readonly severities?: Readonly<Record<string, Severity>>;
  /** When the sender changed its mind, and when the trouble began. */
  readonly detectedAt?: FieldPath;
  readonly startedAt?: FieldPath;
  readonly link?: FieldPath;
  readonly runbook?: FieldPath;
  /** An object of texts that rules can match. */
  readonly tags?: FieldPath;
}

/** True for the source of jobs that report: each posts to `/heartbeats/<id>`. */
export function carriesHeartbeats({ format }: WebhookSource): boolean {
  return format === 'heartbeats';
}

/** True for a source that posts to `/v2/enqueue`. */
export function speaksPagerDuty({ format }: WebhookSource): boolean {
  return format === 'pagerduty';
}
