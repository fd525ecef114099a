import { becauseText } from '../../domain/texts/on-call';
import type { CalledBecause } from '../../domain/on-call';
import type { NotReached } from '../../domain/reach';
import { notReachedText } from '../../domain/texts/reach';
import type { Override } from '../../domain/override';
import { clockTimeWithZone, lengthOfTime } from '../../domain/zoned-time';
import { dayIn } from './times';

/** What the command API answers about who is on call. */
export interface OnCallAnswer {
  readonly at: string;
  readonly service: string | null;
  /** Everything that may be asked about. */
  readonly services?: readonly { readonly id: string; readonly name: string }[];
  /** Everybody who can be paged; a stack older than this command line does not say. */
  readonly people?: readonly { readonly id: string; readonly name: string }[];
  readonly severity: string;
  /** False: level 1 is only mailed. */
  readonly pages: boolean;
  readonly calls: readonly {
    readonly level: number;
    readonly at: string;
    readonly people: readonly CalledRow[];
  }[];
  /** Who would lead it; null where nobody does. */
  readonly incidentManager?: { readonly name: string; readonly because: CalledBecause } | null;
  readonly rotations: readonly {
    readonly id: string;
    readonly name: string;
    readonly shifts: readonly ShiftRow[];
  }[];
}

interface CalledRow {
  readonly person: string;
  readonly name: string;
  readonly because: CalledBecause;
  /** Why they may not be reached; they are called all the same. */
  readonly notReached?: readonly NotReached[];
}

interface ShiftRow {
  readonly from: string;
  readonly until: string;
  readonly person?: string;
  readonly name?: string;
  readonly override?: Override;
}

export type OverrideRow = Override & { readonly about: string; readonly over: boolean };

/** `Mon 23 November, 09:00 CET`. */
export function momentIn(at: string, timeZone: string): string {
  return `${dayIn(at, timeZone)}, ${clockTimeWithZone(at, timeZone)}`;
}

/** Who is called, and then who: a line for each person of each level, with the reason. */
export function callLines(
  { at, service, severity, pages, calls, incidentManager }: OnCallAnswer,
  timeZone: string,
): string[] {
  const tell = (moment: string) => momentIn(moment, timeZone);
  const lines = calls.flatMap(({ level, at: calledAt, people }) =>
    people.flatMap(({ name, because, notReached = [] }) => {
      const why = becauseText(because, tell);
      const dead = notReached.map((reason) => notReachedText(reason, tell));
      return [
        `  level ${level}  ${pages ? 'paged' : 'mailed'} ${whenOf(at, calledAt, tell)}: ${name}${why === '' ? '' : ` (${why})`}`,
        ...(dead.length > 0 ? [`           NOT REACHABLE: ${dead.join('; ')}`] : []),
      ];
    }),
  );
  const manager = incidentManager
    ? [`  incident manager, by mail: ${incidentManager.name} (${becauseText(incidentManager.because, tell)})`]
    : [];
  return [`${severity} ${service === null ? 'of no service' : `of ${service}`} at ${tell(at)}:`, ...lines, ...manager];
}

/** Who has each rotation: a line for each stretch. */
export function shiftLines({ rotations }: OnCallAnswer, timeZone: string): string[] {
  return rotations.flatMap(({ id, name, shifts }) => [
    '',
    `${name} (${id})`,
    ...shifts.map(({ from, until, name: who, override }) => {
      const why = override === undefined ? '' : ` (override by ${override.by}: ${override.reason})`;
      const person = who ?? 'nobody: chain of command';
      return `  ${momentIn(from, timeZone)} to ${momentIn(until, timeZone)}  ${person}${why}`;
    }),
  ]);
}

/** What was arranged, with its id, who did it and why. */
export function overrideLines(row: OverrideRow, timeZone: string): string[] {
  const { id, about, from, until, reason, by, madeAt, endedAt, endedBy } = row;
  const end = endedAt === undefined ? '' : `, ended ${momentIn(endedAt, timeZone)} by ${endedBy ?? 'somebody'}`;
  const times = `${momentIn(from, timeZone)} to ${momentIn(until, timeZone)}`;
  return [
    `${id}  ${about}${row.over ? ' (over)' : ''}: ${times}${end}`,
    `  ${by}, ${momentIn(madeAt, timeZone)}: ${reason}`,
  ];
}

/** `at once`, `after 5 minutes`, or the day and the time. */
export function whenOf(asked: string, at: string, tell: (at: string) => string): string {
  const after = Date.parse(at) - Date.parse(asked);
  if (after <= 0) return 'at once';
  return after < 24 * 3_600_000 ? `after ${lengthOfTime(after)}` : `${tell(at)}`;
}
