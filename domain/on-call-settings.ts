import type { Configuration } from './configuration';
import { usualHours, type Coverage, type WeeklyHours } from './covered-hours';
import type { OnCall } from './on-call';
import type { Override } from './override';
import type { Rotation } from './rotation';
import type { CalendarDay } from './wall-clock';

/** Hours with a name, in `config/on-call.ts`: when a team is at work. */
export interface NamedHours {
  readonly id: string;
  readonly timeZone: string;
  readonly hours: readonly WeeklyHours[];
  /** The id of the list of days on which nobody works. */
  readonly holidays?: string;
}

/** What an operator says about who is on call. Everything may be left out: then policies name people, and business hours are Monday to Friday, 09:00 to 17:00. */
export interface OnCallSettings {
  readonly rotations?: readonly Rotation[];
  readonly hours?: readonly NamedHours[];
  /** Days on which nobody works, by the name of the list. */
  readonly holidays?: Readonly<Record<string, readonly CalendarDay[]>>;
  /** Responders who are called, in this order, when a rotation has nobody and its people have no manager. */
  readonly chainOfCommand?: readonly string[];
  /** The id of the rotation that leads large incidents, where that is not the team's own. */
  readonly incidentManagers?: string;
  readonly limits?: {
    /** After so many pages in one shift, 10 where it is left out, whoever is behind them is offered as a relief. */
    readonly pagesPerShift?: number;
  };
}

/** Days before today mean nothing for what is still to come, so an incident keeps no more of them than these many. */
const holidaysKept = 60;

/** When the SEV-3 and SEV-4 of a service are dealt with, holidays from a day on included. SEV-1 and SEV-2 page at any hour. */
export function coverageFor(service: string | undefined, configuration: Configuration, from: CalendarDay): Coverage {
  const wanted = configuration.services.find(({ id }) => id === service)?.pagedDuring;
  return wanted === undefined
    ? { timeZone: configuration.timeZone ?? 'UTC', hours: usualHours }
    : coverageNamed(wanted, configuration, from);
}

/** The hours with a name; `always` for every hour there is. Hours that nobody knows any more are the usual ones. */
export function coverageNamed(id: string, { onCall, timeZone = 'UTC' }: Configuration, from: CalendarDay): Coverage {
  if (id === 'always') return { timeZone };
  const named = onCall?.hours?.find((hours) => hours.id === id);
  if (!named) return { timeZone, hours: usualHours };
  const days = named.holidays === undefined ? [] : (onCall?.holidays?.[named.holidays] ?? []);
  const holidays = days
    .filter((day) => day >= from)
    .sort()
    .slice(0, holidaysKept);
  return { timeZone: named.timeZone, hours: named.hours, ...(holidays.length > 0 ? { holidays } : {}) };
}

/** Everything that decides who is on call, with what was arranged at run time. */
export function onCallOf(configuration: Configuration, overrides: readonly Override[]): OnCall {
  const { responders, onCall, lastResort } = configuration;
  return {
    rotations: onCall?.rotations ?? [],
    overrides,
    managers: Object.fromEntries(
      responders.flatMap(({ id, manager }) => (manager === undefined ? [] : [[id, manager]])),
    ),
    chainOfCommand: onCall?.chainOfCommand ?? [],
    lastResort,
    incidentManagers: onCall?.incidentManagers,
  };
}
