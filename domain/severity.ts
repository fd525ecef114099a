import { day, hour, minute } from './instant';

/** How bad it is: 1 complete outage or critical breach, 2 major function degraded, 3 minor function, 4 minimal with a workaround. */
export type Severity = 1 | 2 | 3 | 4;

export const severities: readonly Severity[] = [1, 2, 3, 4];

/** What an alert gets that nobody has classified: assume bad, and ask a person. */
export const severityWhenUnknown: Severity = 2;

/** Reads `SEV-1`, `sev1`, `1` …; undefined for anything else. */
export function readSeverity(value: unknown): Severity | undefined {
  const digit = /^(?:sev-?)?([1-4])$/i.exec(
    typeof value === 'number' || typeof value === 'string' ? `${value}`.trim() : '',
  );
  return digit ? (Number(digit[1]) as Severity) : undefined;
}

export function severityName(severity: Severity): string {
  return `SEV-${severity}`;
}

/**
 * What Tocsin promises for one severity. All lengths in milliseconds; undefined means: never. Where they count `in covered
 * hours`, time stands still while nobody is at work.
 */
export interface Behaviour {
  readonly counts: 'by the clock' | 'in covered hours';
  /** False: one mail to level 1, at 09:00 on the next business day. */
  readonly pages: boolean;
  /** The same person again, while silent, this long after their first page. */
  readonly againAfter: readonly number[];
  /** How long after level 1 the next levels are paged: `[level 2, level 3]`. */
  readonly levelsAfter: readonly number[];
  /** The highest level that is ever paged; all of them where it is left out. */
  readonly highestLevel?: number;
  /** After the last level, everybody, this often, until somebody comes. */
  readonly everybodyEvery?: number | 'covered morning';
  /** The level that is informed by mail as soon as the incident opens. */
  readonly informsLevel?: number;
  /** True: it gets an incident manager, where there is a rotation of them. */
  readonly managed?: boolean;
  /** An acknowledgement lapses this long after the last sign of life. */
  readonly acknowledgementLapsesAfter?: number;
  /** Acknowledged but unresolved: a level up is told, by mail, this long after the acknowledgement. */
  readonly unresolvedToldAfter?: number | { readonly businessDays: number };
  /** Whoever has it is asked whether they want company when nobody else has done anything for this long, and again each time it has passed. */
  readonly aloneAfter?: number;
  readonly updateEvery?: number;
  readonly notice?: NoticeTiming;
  /** True: a lasting OK of the source resolves it; false: it goes to monitoring and a person resolves. */
  readonly resolvesByItself: boolean;
}

/** When a waiting notice goes public, counted from the opening. */
export interface NoticeTiming {
  readonly after: number;
  readonly atTheLatest: number;
  /** The most that a notice without a person behind it may claim. */
  readonly claims: 'partial_outage' | 'degraded_performance';
}

/** The one table that drives paging, escalation, updates and notices. */
export const behaviours: Readonly<Record<Severity, Behaviour>> = {
  1: {
    counts: 'by the clock',
    pages: true,
    againAfter: [2 * minute, 4 * minute],
    levelsAfter: [5 * minute, 10 * minute],
    everybodyEvery: 10 * minute,
    informsLevel: 3,
    managed: true,
    acknowledgementLapsesAfter: 30 * minute,
    unresolvedToldAfter: hour,
    aloneAfter: hour,
    updateEvery: 15 * minute,
    notice: { after: 5 * minute, atTheLatest: 15 * minute, claims: 'partial_outage' },
    resolvesByItself: false,
  },
  2: {
    counts: 'by the clock',
    pages: true,
    againAfter: [5 * minute],
    levelsAfter: [10 * minute, 20 * minute],
    everybodyEvery: 30 * minute,
    informsLevel: 2,
    managed: true,
    acknowledgementLapsesAfter: hour,
    unresolvedToldAfter: 4 * hour,
    aloneAfter: hour,
    updateEvery: 30 * minute,
    notice: { after: 10 * minute, atTheLatest: 30 * minute, claims: 'degraded_performance' },
    resolvesByItself: false,
  },
  3: {
    counts: 'in covered hours',
    pages: true,
    againAfter: [30 * minute],
    levelsAfter: [hour],
    highestLevel: 2,
    everybodyEvery: 'covered morning',
    acknowledgementLapsesAfter: 4 * hour,
    unresolvedToldAfter: { businessDays: 2 },
    updateEvery: hour,
    resolvesByItself: true,
  },
  4: { counts: 'in covered hours', pages: false, againAfter: [], levelsAfter: [], resolvesByItself: true },
};

/** An OK of the source counts after this long without a new alarm. */
export const quietBeforeOkCounts = 5 * minute;

/** A failure within this time of a resolve reopens the incident. */
export const reopenWithin = 30 * minute;

/** In monitoring and quiet for this long: a person is asked to resolve, then daily. */
export const askToResolveAfter = 30 * minute;
export const askToResolveEvery = day;

/** A reminder goes out this long before a public update is due. */
export const remindBefore = 5 * minute;

/** After an acknowledgement a waiting notice gets at least this long to be held. */
export const noticeAfterAcknowledgement = 5 * minute;
export const holdFor = 15 * minute;
export const holdsAllowed = 2;
