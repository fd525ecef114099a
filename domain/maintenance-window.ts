import * as PlainDate from 'temporal-polyfill/fns/PlainDate';
import type { Configuration } from './configuration';
import { day, plus, type Instant } from './instant';
import type { MaintenancePlan } from './maintenance-commands';
import { publicText } from './notice';
import { dayAt, instantAt, type CalendarDay } from './wall-clock';

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof weekdays)[number];

export const ordinals = ['first', 'second', 'third', 'fourth', 'last'] as const;
export type Ordinal = (typeof ordinals)[number];

/** On which days: `{ every: 'week', on: 'sunday' }`, `{ every: 'month', on: 'first sunday' }`, `{ every: 'month', on: 15 }`. */
export type Recurrence =
  | { readonly every: 'week'; readonly on: Weekday }
  /** A day from 1 to 28, which every month has, or the n-th weekday. */
  | { readonly every: 'month'; readonly on: number | `${Ordinal} ${Weekday}` };

/** Maintenance that comes again and again. Each occurrence is planned, and told to customers, eight days ahead. */
export type MaintenanceWindow = Recurrence & {
  readonly id: string;
  /** For customers: `Database upgrade`. */
  readonly title: string;
  /** For customers: `Paying by card will be unavailable for up to 10 minutes.` */
  readonly impact?: string;
  /** Whose alarms it keeps quiet. */
  readonly services: readonly string[];
  /** What customers read that it is about; else the components of the services. */
  readonly components?: readonly string[];
  /** An IANA zone: `Europe/Berlin`. */
  readonly zone: string;
  /** When it begins, by the wall clock of the zone: `02:30`. */
  readonly at: string;
  /** How long it lasts by any clock: `2h`, `90m`, `1h30m`. */
  readonly lasts: string;
  readonly autoComplete?: boolean;
};

/** So far ahead an occurrence is planned. */
export const plannedAhead = 8 * day;

/** `2h`, `90m` or `1h30m` in milliseconds; undefined for anything else. */
export function readLength(written: string): number | undefined {
  const parts = /^(?:(\d{1,2})h)?(?:(\d{1,4})m)?$/.exec(written);
  const length = (Number(parts?.[1] ?? 0) * 60 + Number(parts?.[2] ?? 0)) * 60_000;
  return length > 0 ? length : undefined;
}

/** True on the days of the calendar on which it recurs. */
export function recursOn(recurrence: Recurrence, date: CalendarDay): boolean {
  const [year, month, dayOfMonth] = date.split('-').map(Number) as [number, number, number];
  const at = PlainDate.create(year, month, dayOfMonth);
  const weekday = weekdays[PlainDate.dayOfWeek(at) - 1];
  if (recurrence.every === 'week') return recurrence.on === weekday;
  if (typeof recurrence.on === 'number') return recurrence.on === dayOfMonth;
  const [which, wanted] = recurrence.on.split(' ');
  if (wanted !== weekday) return false;
  if (which === 'last') return dayOfMonth + 7 > PlainDate.daysInMonth(at);
  return Math.ceil(dayOfMonth / 7) === ordinals.indexOf(which as Ordinal) + 1;
}

/**
 * When it begins, from `from` until before `until`. By the wall clock of its zone: where clocks are put forward and never
 * show that time, at the first moment after; where they are put back and show it twice, at the first of the two.
 */
export function beginnings(
  window: Recurrence & Pick<MaintenanceWindow, 'zone' | 'at'>,
  from: Instant,
  until: Instant,
): { readonly date: CalendarDay; readonly at: Instant }[] {
  const found: { readonly date: CalendarDay; readonly at: Instant }[] = [];
  const last = dayAt(until, window.zone);
  for (let date = dayAt(from, window.zone); date <= last; date = dayAfter(date)) {
    if (!recursOn(window, date)) continue;
    const at = instantAt(date, window.at, window.zone);
    if (from <= at && at < until) found.push({ date, at });
  }
  return found;
}

/** The occurrences of a recurring window as they are to be planned: the same id each time that it is asked. */
export function occurrencesOf(
  window: MaintenanceWindow,
  { services, statusPage }: Pick<Configuration, 'services' | 'statusPage'>,
  from: Instant,
  until: Instant,
): MaintenancePlan[] {
  const length = readLength(window.lasts) ?? 0;
  const own = services.filter(({ id }) => window.services.includes(id)).map(({ component }) => component);
  const about = window.components ?? own;
  return beginnings(window, from, until).map(({ date, at }) => ({
    id: `${window.id}-${date}`,
    title: publicText(window.title),
    impact: window.impact === undefined ? undefined : publicText(window.impact),
    components: statusPage.components.filter(({ id }) => about.includes(id)).map(({ id, name }) => ({ id, name })),
    services: window.services,
    from: at,
    until: plus(at, length),
    autoComplete: window.autoComplete ?? false,
    by: { id: 'config', name: 'the configuration' },
    window: window.id,
  }));
}

function dayAfter(date: CalendarDay): CalendarDay {
  const [year, month, dayOfMonth] = date.split('-').map(Number) as [number, number, number];
  return PlainDate.toString(PlainDate.addDays(PlainDate.create(year, month, dayOfMonth), 1));
}
