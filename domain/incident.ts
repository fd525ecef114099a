import type { Alert, DetectionSource, Signal, TriggerClass } from './alert';
import { usualHours, type Coverage } from './covered-hours';
import type { Instant } from './instant';
import type { Status } from './lifecycle';
import type { Target } from './responder';
import type { Severity } from './severity';

/** Four letters and digits that can be said on the telephone: no I, L, O or U (Crockford's alphabet). */
export type IncidentId = string;

export interface Incident {
  readonly id: IncidentId;
  /** Rises by one with every change. */
  readonly version: number;
  readonly severity: Severity;
  /** The severity it opened with, which the mail subject keeps. */
  readonly firstSeverity: Severity;
  /** Why this severity: `rule checkout-down`. */
  readonly severityBecause: string;
  readonly needsSeverity: boolean;
  /** Set while it is observed: no rule knew it, and it is mailed instead of paged. */
  readonly observedUntil?: Instant;
  /** The name of the rule that classified it. */
  readonly rule?: string;
  /** Set where no rule knew what opened it: what a rule could know it by, besides its name. */
  readonly cameAs?: { readonly source: string; readonly namespace?: string };
  readonly status: Status;
  /** What people call it: the first alert's name. */
  readonly title: string;
  readonly summary?: string;
  readonly measured?: string;
  readonly service?: string;
  readonly incidentType: string;
  /** Who leads it while others repair: named once, where there is a rotation of incident managers. */
  readonly incidentManager?: { readonly id: string; readonly name: string };
  /** Milliseconds: its type wants to be heard of at least this often, whatever the severity. */
  readonly updateAtLeastEvery?: number;
  readonly runbook?: string;
  readonly firstSteps: readonly string[];
  readonly link?: string;
  readonly account?: string;
  readonly region?: string;
  readonly detectionSource: DetectionSource;
  readonly triggerClass?: TriggerClass;
  /** When the trouble began, by the source. */
  readonly startedAt?: Instant;
  /** When the source noticed, by its clock: `detectedAt - startedAt` is the time to detect. */
  readonly detectedAt: Instant;
  /** By our clock: what every deadline counts from. */
  readonly openedAt: Instant;
  readonly acknowledgement?: Acknowledgement;
  /** The first acknowledgement ever, which the time to acknowledge is measured by. */
  readonly firstAcknowledgedAt?: Instant;
  readonly lastSignOfLifeAt: Instant;
  readonly resolvedAt?: Instant;
  readonly resolvedBy?: string;
  /** Who says that nothing was wrong. */
  readonly falsePositive?: { readonly by: string; readonly name: string; readonly at: Instant };
  /** Everything that fires or fired into it, by the hash of its dedup key. */
  readonly alerts: Readonly<Record<string, AlertState>>;
  /** Since when every alert of it is OK, by our clock. */
  readonly quietSince?: Instant;
  /** Set once that quiet has lasted long enough to count. */
  readonly okCountedAt?: Instant;
  /** True while what customers see fails and no alarm of the servers does. */
  readonly customersFailServersOk?: boolean;
  readonly askedToResolve: number;
  /** Whom its policy named when it opened, level by level: an edit of the config strands nobody. Left out by older versions. */
  readonly policy?: readonly (readonly Target[])[];
  /** The people of each level, by responder id, as they were when it was last paged. */
  readonly levels: readonly (readonly string[])[];
  /** The hours in which it is dealt with while it is SEV-3 or SEV-4, as they were when it opened. Left out by older versions. */
  readonly coverage?: Coverage;
  readonly escalation: Escalation;
  readonly updates: UpdatePromise;
  readonly publicNotice: NoticeState;
  readonly clocks: Readonly<Record<ClockName, ClockState>>;
  /** How many alerts came under keys that have opened another incident since, by the hash of the key. */
  readonly keptCounts: Readonly<Record<string, number>>;
  /** Everybody who was paged about it, or asked for by hand, by responder id. */
  readonly paged: readonly string[];
  /** How often each person did something by a link that is counted, by `<transition> <person>`. */
  readonly usedByLink?: Readonly<Record<string, number>>;
  /** How many timeline entries it has, and how many messages were queued: the next one's number. */
  readonly entryCount: number;
  readonly messageCount: number;
}

export interface AlertState {
  readonly name: string;
  readonly signal: Signal;
  readonly changedAt: Instant;
  readonly service?: string;
  readonly detectionSource?: DetectionSource;
  /** Set when it joined because something that its service depends on fires: the id of that service. */
  readonly coveredBy?: string;
  /** When it fired again after an OK, by our clock: the last few times. */
  readonly refires?: readonly Instant[];
}

export interface Acknowledgement {
  readonly by: string;
  readonly name: string;
  readonly at: Instant;
  /** Set when a level up has been told that it is still unresolved. */
  readonly toldAt?: Instant;
  /** When somebody else last did something about it, or was asked to. */
  readonly companyAt?: Instant;
  /** When its person was last asked whether they want company. */
  readonly aloneToldAt?: Instant;
  /** Who was asked for by hand while it holds, by responder id. */
  readonly asked?: readonly string[];
}

/** Somebody who was called and cannot come. */
export interface Decline {
  /** The responder's id. */
  readonly by: string;
  readonly at: Instant;
  /** Set where they had it, and gave it back. */
  readonly gaveBack?: true;
}

/** Where the paging stands: the plan starts at `since` with `fromLevel`, and its first `done` steps were taken. */
export interface Escalation {
  readonly since: Instant;
  readonly fromLevel: number;
  readonly done: number;
  /** The highest level paged so far. */
  readonly level: number;
  /** Pages sent so far, by level: the next attempt's number. */
  readonly attempts: Readonly<Record<string, number>>;
  /** Milliseconds of the plan that people skipped by passing it on. */
  readonly skipped?: number;
  /** Who declined since the plan began: they are not paged by it, but when everybody is. */
  readonly declined?: readonly Decline[];
}

/** When the next update is due, and what was done about it. */
export interface UpdatePromise {
  readonly every?: number;
  readonly dueAt?: Instant;
  readonly reminded?: boolean;
  /** Times that were missed in a row. */
  readonly missed: number;
}

/** Whether customers know: see the policy in `docs/incident-lifecycle.md`. */
export type NoticeState =
  | { readonly state: 'none' }
  | ({ readonly state: 'waiting' | 'cancelled' | 'needs-decision' } & WaitingNotice)
  | { readonly state: 'public' | 'retracted'; readonly noticeId: string };

export interface WaitingNotice {
  readonly component: { readonly id: string; readonly name: string };
  readonly ifFailing: string;
  readonly dueAt: Instant;
  readonly holds: number;
}

export type ClockName = 'escalation' | 'update-cadence';

/** A clock sleeps until `dueAt` at the latest. When something falls due earlier, a new generation takes over and the old one ends at its next question. */
export interface ClockState {
  readonly generation: number;
  readonly dueAt?: Instant;
}

/** The hours in which an incident is dealt with while it is SEV-3 or SEV-4. */
export function coverageOf({ coverage }: Incident): Coverage {
  return coverage ?? { timeZone: 'UTC', hours: usualHours };
}

export function isOpen(incident: Incident): boolean {
  return incident.status !== 'resolved';
}

/** True while it is open and not quiet: more alarms of it are no news to the people who are on it, or are being called. */
export function isWorkedOn({ status }: Incident): boolean {
  return status === 'investigating' || status === 'identified';
}

/** True if every alert of the incident says OK; INSUFFICIENT_DATA does not. */
export function allAlertsOk(alerts: Incident['alerts']): boolean {
  return Object.values(alerts).every((alert) => alert.signal === 'ok');
}

/** True while at least one alert says that it fires; one without data says nothing. */
export function anyAlertFires(alerts: Incident['alerts']): boolean {
  return Object.values(alerts).some((alert) => alert.signal === 'firing');
}

/** What an alert says now; whatever else is known of it stays. */
export function alertState(alert: Alert, before?: AlertState, service = before?.service): AlertState {
  const { name, signal, changedAt, detectionSource } = alert;
  return { ...before, name, signal, changedAt, detectionSource, service };
}

/** True for somebody who was called since the plan began and cannot come. */
export function hasDeclined({ escalation }: Incident, person: string): boolean {
  return escalation.declined?.some(({ by }) => by === person) ?? false;
}

/** Everybody who was called about it, and the person who has it: they hear how it goes on. */
export function concerned({ paged, levels, acknowledgement }: Incident): readonly string[] {
  const holder = levels.flat().filter((person) => person === acknowledgement?.by);
  return [...new Set([...paged, ...holder])];
}

/** Who answers for the incident now: the person who acknowledged, though their turn be over, or the first level with somebody who has not declined. */
export function holders(incident: Incident): readonly string[] {
  const by = incident.acknowledgement?.by;
  const known = [...incident.levels.flat(), ...incident.paged];
  if (by !== undefined && known.includes(by)) return [by];
  const willing = incident.levels.map((level) => level.filter((person) => !hasDeclined(incident, person)));
  return willing.find((level) => level.length > 0) ?? incident.levels[0] ?? [];
}
