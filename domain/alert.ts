import type { Instant } from './instant';

/** What a source says about the thing it watches. `unknown` (CloudWatch's INSUFFICIENT_DATA) is never taken for `ok`. */
export type Signal = 'firing' | 'ok' | 'unknown';

/** Who noticed. */
export type DetectionSource = 'monitoring' | 'synthetic' | 'security' | 'customer' | 'internal';

/** `already-failing`: customers are hit now; `early-warning`: they will be, if nobody acts. */
export type TriggerClass = 'already-failing' | 'early-warning';

/** One message from a source, in our own words. An alert may open an incident, join one, or change nothing. */
export interface Alert {
  /** The event's own id: the key of its receipt, so that a delivery repeated changes nothing. */
  readonly id: string;
  readonly source: string;
  /** Alerts with the same key are about the same thing. */
  readonly dedupKey: string;
  readonly signal: Signal;
  /** What people call it: the alarm's name. */
  readonly name: string;
  readonly description?: string;
  /** When the source changed its mind, by its own clock: orders the signals of one key. */
  readonly changedAt: Instant;
  /** When the event was made, by the envelope. */
  readonly sentAt: Instant;
  /** When the trouble began, as far as the source can tell. */
  readonly startedAt?: Instant;
  /** The number against the limit, in words: `5xx 42 %, limit 5 %, 3 of 3 minutes`. */
  readonly measured?: string;
  readonly namespace?: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly account?: string;
  readonly region?: string;
  readonly detectionSource: DetectionSource;
  readonly triggerClass?: TriggerClass;
  readonly link?: string;
  /** The dedup keys of the alarms that a composite alarm is made of and that fire with it. */
  readonly covers?: readonly string[];
  /** What the source says of it; a rule or tag may say otherwise. */
  readonly claims?: AlertClaims;
  /** Set where the same event tells of a change: a deployment that succeeded clears its failure, and is worth knowing. */
  readonly change?: ChangeNote;
  /** Set for a job's report: whose promise it renews. Its silence is what would fire under this key. */
  readonly heartbeat?: string;
  /** Set when the event could not be read as what it says it is: what is wrong with it. Such an alert still pages. */
  readonly malformed?: string;
}

export interface AlertClaims {
  readonly severity?: 1 | 2 | 3 | 4;
  /** In whose words: `GuardDuty says 8.2 (high)`. */
  readonly because?: string;
  readonly service?: string;
  readonly incidentType?: string;
  readonly runbook?: string;
}

/** News about an alarm itself, not about what it watches: a line in the timeline of its open incident, never an alert. */
export interface Context {
  readonly context: 'alarm-edited' | 'alarm-deleted';
  /** The event's own id, for its receipt. */
  readonly id: string;
  readonly source: string;
  /** The key under which the alarm's alerts come. */
  readonly dedupKey: string;
  readonly name: string;
  /** What changed, in one sentence. */
  readonly text: string;
  readonly at: Instant;
}

/** Somebody deployed or changed something: context for whoever looks at an incident, never an alert. */
export interface ChangeNote {
  /** What changed, for people: `deployment of checkout succeeded`. */
  readonly changed: string;
  /** The event's own id: told twice, it is one change. */
  readonly id: string;
  readonly source: string;
  /** The thing it is about, by its own name, or the service that a program named. */
  readonly about?: string;
  /** Who or what changed it: `CodePipeline`, a person. */
  readonly by?: string;
  readonly link?: string;
  readonly account?: string;
  readonly region?: string;
  readonly at: Instant;
}

/** An event that is none of our business, counted under its reason. */
export interface Ignored {
  readonly ignored: string;
  /** Set for what fires under a mute: what still fires when that ends is looked at again then. */
  readonly lookAgain?: {
    readonly dedupKey: string;
    readonly name: string;
    readonly changedAt: Instant;
    readonly at: Instant;
  };
}

/** What an event turned out to be. */
export type Reading = Alert | Context | ChangeNote | Ignored;

export function isIgnored(read: Reading): read is Ignored {
  return 'ignored' in read;
}

export function isContext(read: Reading): read is Context {
  return 'context' in read;
}

export function isChangeNote(read: Reading): read is ChangeNote {
  return 'changed' in read;
}

export function isAlert(read: Reading): read is Alert {
  return 'signal' in read;
}
