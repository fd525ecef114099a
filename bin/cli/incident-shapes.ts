import type { ListedAlert } from '../../domain/texts/alert-list';

/** An incident in a row, as the command API tells it. */
export interface IncidentRow {
  readonly id: string;
  readonly severity: string;
  readonly status: string;
  readonly title: string;
  readonly service?: string | null;
  readonly alertCount: number;
  readonly level: number;
  readonly openedAt: string;
  readonly startedAt?: string | null;
  readonly acknowledgedAt?: string | null;
  readonly acknowledgedBy?: string | null;
  readonly resolvedAt?: string | null;
}

/** One line of an incident's timeline. */
export interface TimelineLine {
  readonly seq: number;
  readonly at: string;
  /** When it happened, where that came late. */
  readonly happenedAt?: string;
  readonly type: string;
  readonly by: string;
  readonly text: string;
}

/** All that is known about one incident now. */
export interface IncidentDetail extends IncidentRow {
  readonly summary?: string | null;
  readonly severityBecause: string;
  readonly needsSeverity: boolean;
  /** The name of who leads it. */
  readonly incidentManager?: string | null;
  readonly measured?: string | null;
  /** Everything that fires or fired into it. */
  readonly alerts?: readonly ListedAlert[];
  readonly customersFailServersOk?: boolean;
  /** The alert that flaps, if one does. */
  readonly flapping?: string | null;
  readonly account?: string | null;
  readonly region?: string | null;
  readonly runbook?: string | null;
  readonly link?: string | null;
  /** Links to the graphs of its service. */
  readonly dashboards?: readonly string[];
  /** What the service promises, in words. */
  readonly serviceLevel?: string | null;
  readonly publicNotice: PublicNotice;
  readonly nextPage?: {
    readonly level: number;
    readonly at: string;
    readonly names: readonly string[];
    readonly mail?: true;
  } | null;
  /** True once that time has passed. */
  readonly updateLate?: boolean;
  readonly updateDueAt?: string | null;
}

/** What customers read about it, or will read. */
export interface PublicNotice {
  readonly state: string;
  readonly text?: string | null;
  readonly dueAt?: string | null;
  readonly holds?: number | null;
  readonly component?: string | null;
  /** Where customers read it. */
  readonly link?: string | null;
  /** What they were told, oldest first; `text` is null where it is one of Tocsin's own sentences. */
  readonly updates?: readonly PublicSaying[];
}

/** One update of a public notice, as customers read it now. */
export interface PublicSaying {
  /** By which `update --edit` knows it. */
  readonly number: number;
  readonly at: string;
  readonly kind: string;
  readonly text?: string | null;
  readonly editedAt?: string | null;
}

/** A deployment or another change. */
export interface ChangeRow {
  readonly at: string;
  readonly changed: string;
  readonly by?: string | null;
  readonly about?: string | null;
  readonly link?: string | null;
}

/** A report that waits for a person. */
export interface ReportRow {
  readonly id: string;
  readonly what: string;
  readonly component?: string;
  readonly since?: string;
  readonly contact?: string;
  readonly receivedAt: string;
  readonly more?: number;
}

/** What rang lately, by rule and trigger class. */
export interface NoiseReport {
  readonly since: string;
  readonly incidents: number;
  readonly cut: boolean;
  readonly rows: readonly {
    readonly rule?: string;
    readonly triggerClass?: string;
    readonly incidents: number;
    readonly alerts: number;
    readonly pages: number;
    readonly falsePositives: number;
  }[];
}

/** Who last spoke when, the latest first, and what is configured and never did. */
export interface SourcesReport {
  readonly sources: readonly {
    readonly account: string;
    readonly accountName: string | null;
    readonly region: string;
    readonly source: string;
    readonly at: string;
  }[];
  readonly heartbeats: readonly { readonly id: string; readonly at: string; readonly dueAt: string }[];
  readonly never: readonly { readonly kind: string; readonly id: string; readonly name: string | null }[];
}

export interface IncidentStory {
  readonly incident: IncidentDetail;
  /** What changed in the two hours before it opened. */
  readonly changes?: readonly ChangeRow[];
  readonly timeline: readonly TimelineLine[];
}

/** The fields of a row that scripts may rely on, each there even when it is empty. */
export function rowForMachines(row: IncidentRow): Record<string, unknown> {
  const { id, severity, status, title, service, alertCount, level } = row;
  const { openedAt, startedAt, acknowledgedAt, acknowledgedBy, resolvedAt } = row;
  const filled = { id, severity, status, title, service, alertCount, level };
  const times = { openedAt, startedAt, acknowledgedAt, acknowledgedBy, resolvedAt };
  return Object.fromEntries(Object.entries({ ...filled, ...times }).map(([name, value]) => [name, value ?? null]));
}
