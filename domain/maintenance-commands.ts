import type { Already, Person, Refusal } from './commands';
import { between, day, minute, plus, type Instant } from './instant';
import {
  isOver,
  keepsQuiet,
  longestMaintenance,
  mostMaintenanceUpdates,
  type Maintenance,
  type PublicMaintenance,
} from './maintenance';
import { begin, cancel, complete, say } from './maintenance-moves';
import type { PublicText } from './notice';
import { publicTime } from './zoned-time';

/** What a person, or a recurring window, plans. */
export interface MaintenancePlan {
  readonly id: string;
  readonly title: PublicText;
  readonly impact?: PublicText;
  readonly components: PublicMaintenance['components'];
  readonly services: readonly string[];
  readonly from: Instant;
  readonly until: Instant;
  readonly autoComplete: boolean;
  readonly by: Person;
  readonly window?: string;
  readonly note?: string;
}

/** What an edit changes; what is left out stays. */
export interface MaintenanceEdit {
  readonly title?: PublicText;
  readonly impact?: PublicText;
  readonly from?: Instant;
  readonly until?: Instant;
  readonly autoComplete?: boolean;
  readonly note?: string;
}

type Decision = Maintenance | Refusal | Already;

const furthestAhead = 180 * day;

export function isMaintenance(decision: Decision): decision is Maintenance {
  return 'state' in decision;
}

/** A maintenance as it is first told to customers. One whose time has come begins with the next look at it. */
export function plan(wanted: MaintenancePlan, now: Instant): Maintenance | Refusal {
  const { from, until } = wanted;
  if (wanted.services.length === 0 && wanted.components.length === 0)
    return { refused: 'Name what it is about: a service or a component.' };
  const wrong = wrongTimes(from, until, now);
  if (wrong !== undefined) return { refused: wrong };
  const updates = [{ at: now, kind: 'planned', from, until }] as const;
  const state = 'scheduled';
  return { ...wanted, version: 1, state, postedAt: now, changedAt: now, updates, lookAt: from };
}

/** Changes words or times. New times are told to customers, and what is kept quiet is judged by them. */
export function edit(maintenance: Maintenance, wanted: MaintenanceEdit, now: Instant): Decision {
  if (isOver(maintenance)) return over(maintenance);
  const edited = { ...maintenance, ...defined(wanted) };
  const { from, until } = edited;
  if (wanted.from !== undefined && maintenance.state !== 'scheduled')
    return { refused: `${maintenance.id} has begun: only its end can be moved.` };
  if (from === maintenance.from && until === maintenance.until)
    return { ...edited, version: maintenance.version + 1, changedAt: now };
  const wrong = wrongTimes(from, until, now);
  if (wrong !== undefined) return { refused: wrong };
  const state = maintenance.state === 'verifying' ? 'in_progress' : maintenance.state;
  const lookAt = state === 'scheduled' ? from : until;
  const patch = { state, lookAt, nextUpdateBy: undefined, verifyingAt: undefined } as const;
  const askAgain = keepsQuiet(maintenance, now) ? true : maintenance.askAgain;
  const said =
    state === 'scheduled'
      ? ({ at: now, kind: 'rescheduled', from, until } as const)
      : ({ at: now, kind: 'started', until } as const);
  return say(edited, said, { ...patch, askAgain });
}

/** Begins before its time, because a person says so. */
export function start(maintenance: Maintenance, now: Instant): Decision {
  if (isOver(maintenance)) return over(maintenance);
  if (maintenance.state !== 'scheduled') return { already: `${maintenance.id} has begun.` };
  if (between(now, maintenance.until) > longestMaintenance)
    return { refused: 'It would last more than 48 hours. Edit its end first.' };
  return begin(maintenance, now);
}

/** Ends it well. Never while an alarm of its services fires. */
export function finish(maintenance: Maintenance, firing: readonly string[], now: Instant): Decision {
  if (isOver(maintenance)) return over(maintenance);
  if (maintenance.state === 'scheduled')
    return { refused: `${maintenance.id} has not begun. To call it off: tocsin maintenance cancel ${maintenance.id}` };
  if (firing.length > 0) {
    const names = firing.slice(0, 5).join(', ');
    return {
      refused: `Still firing: ${names}. Mend that first, or cancel the maintenance: then it pages for them.`,
    };
  }
  return complete(maintenance, now);
}

/** Calls it off, or breaks it off. */
export function callOff(maintenance: Maintenance, now: Instant): Decision {
  return isOver(maintenance) ? over(maintenance) : cancel(maintenance, now);
}

/** Tells customers something more; while it takes longer than planned, with the time by which they hear again. */
export function tellMore(
  maintenance: Maintenance,
  text: PublicText,
  nextIn: number | undefined,
  now: Instant,
): Decision {
  if (isOver(maintenance)) return over(maintenance);
  if (maintenance.updates.length >= mostMaintenanceUpdates)
    return { refused: `More than ${mostMaintenanceUpdates} updates are not kept. Complete it, or plan another.` };
  const late = maintenance.nextUpdateBy !== undefined;
  const nextUpdateBy = nextIn === undefined && !late ? undefined : plus(now, nextIn ?? 30 * minute);
  return say(maintenance, { at: now, kind: 'person', text }, { nextUpdateBy });
}

function wrongTimes(from: Instant, until: Instant, now: Instant): string | undefined {
  if (until <= from) return 'It ends before it begins: --until must come after --from.';
  if (until <= now) return `Its end, ${publicTime(until, now)}, is past.`;
  if (between(from, until) > longestMaintenance) return 'It lasts more than 48 hours. Plan shorter ones.';
  if (between(now, from) > furthestAhead) return 'It begins more than 180 days ahead.';
  return undefined;
}

function over({ id, state }: Maintenance): Refusal {
  return { refused: `${id} is ${state}: nothing to change.` };
}

function defined<T extends object>(patch: T): Partial<T> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<T>;
}
