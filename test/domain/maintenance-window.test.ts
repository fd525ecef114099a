import fc from 'fast-check';
import { day, instant, minute } from '../../domain/instant';
import {
  beginnings,
  occurrencesOf,
  ordinals,
  readLength,
  weekdays,
  type MaintenanceWindow,
  type Recurrence,
} from '../../domain/maintenance-window';
import { dayAt, instantAt } from '../../domain/wall-clock';

const inBerlin = { every: 'week', on: 'sunday', zone: 'Europe/Berlin' } as const;
const found = (window: Parameters<typeof beginnings>[0], from: string, until: string) =>
  beginnings(window, `${from}T00:00:00.000Z`, `${until}T00:00:00.000Z`).map(({ at }) => at);

describe('a recurring window across the change of clocks', () => {
  test('keeps its time on the wall', () => {
    expect(found({ ...inBerlin, at: '04:30' }, '2027-03-20', '2027-04-05')).toEqual([
      '2027-03-21T03:30:00.000Z',
      '2027-03-28T02:30:00.000Z',
      '2027-04-04T02:30:00.000Z',
    ]);
  });

  test('a time that the wall clock never shows begins at the first moment after the gap', () => {
    expect(found({ ...inBerlin, at: '02:30' }, '2027-03-28', '2027-03-29')).toEqual(['2027-03-28T01:00:00.000Z']);
    expect(instantAt('2027-10-03', '02:15', 'Australia/Lord_Howe')).toBe('2027-10-02T15:30:00.000Z');
  });

  test('a time that the wall clock shows twice begins at the first of the two', () => {
    expect(found({ ...inBerlin, at: '02:30' }, '2027-10-31', '2027-11-01')).toEqual(['2027-10-31T00:30:00.000Z']);
  });

  test('the day is the day of its zone', () => {
    expect(dayAt('2027-03-28T23:00:00.000Z', 'Europe/Berlin')).toBe('2027-03-29');
    expect(
      found({ every: 'month', on: 1, zone: 'Pacific/Kiritimati', at: '00:10' }, '2027-03-31', '2027-04-01'),
    ).toEqual(['2027-03-31T10:10:00.000Z']);
  });
});

test('the n-th weekday of a month, and its last', () => {
  const on = (which: Recurrence['on']) =>
    found({ every: 'month', on: which as 'last sunday', zone: 'UTC', at: '02:00' }, '2027-01-01', '2027-03-01').map(
      (at) => at.slice(0, 10),
    );
  expect(on('first sunday')).toEqual(['2027-01-03', '2027-02-07']);
  expect(on('last sunday')).toEqual(['2027-01-31', '2027-02-28']);
  expect(on('fourth sunday')).toEqual(['2027-01-24', '2027-02-28']);
  expect(on(15)).toEqual(['2027-01-15', '2027-02-15']);
});

test('lengths are read, and nothing that is none', () => {
  expect(['2h', '90m', '1h30m'].map(readLength)).toEqual([120 * minute, 90 * minute, 90 * minute]);
  expect(['', '0m', '2d', 'x', '-1h'].map(readLength)).toEqual([undefined, undefined, undefined, undefined, undefined]);
});

test('an occurrence has the same id whenever it is asked, and the words and components of its window', () => {
  const window: MaintenanceWindow = {
    ...inBerlin,
    id: 'index',
    title: 'Index',
    services: ['shop'],
    at: '04:30',
    lasts: '2h',
  };
  const catalogue = {
    services: [{ id: 'shop', name: 'Shop', owner: 'a', component: 'checkout' }],
    statusPage: { name: 'x', components: [{ id: 'checkout', name: 'Checkout' }] },
  } as unknown as Parameters<typeof occurrencesOf>[1];
  const at = (from: string) => occurrencesOf(window, catalogue, `${from}T00:00:00.000Z`, '2027-03-30T00:00:00.000Z');
  expect(at('2027-03-27')).toEqual(at('2027-03-28'));
  expect(at('2027-03-27')).toMatchObject([
    {
      id: 'index-2027-03-28',
      until: '2027-03-28T04:30:00.000Z',
      components: [{ name: 'Checkout' }],
      autoComplete: false,
    },
  ]);
});

interface Shown {
  readonly at: number;
  readonly date: string;
  readonly weekday: string;
  readonly minutes: number;
}

/** What a wall clock shows each minute for some days: the dumbest model there is, made once for many windows. */
function wallClock(zone: string, from: number, length: number) {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', weekday: 'long' },
  });
  const quarter = 15;
  const days: Shown[][] = [];
  for (let at = from; at < from + length * day; at += quarter * minute) {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const date = `${parts['year']}-${parts['month']}-${parts['day']}`;
    const minutes = Number(parts['hour']) * 60 + Number(parts['minute']);
    if (days.at(-1)?.[0]?.date !== date) days.push([]);
    for (let more = 0; more < quarter; more++)
      days
        .at(-1)!
        .push({ at: at + more * minute, date, weekday: parts['weekday']!.toLowerCase(), minutes: minutes + more });
  }
  return days;
}

/** For each day of the wall clock the first minute that shows the time, or a later one where it is never shown. */
function naive(days: readonly (readonly Shown[])[], recurrence: Recurrence, wanted: number): number[] {
  return days.flatMap((minutes, dayIndex) => {
    const [{ date, weekday }] = minutes as [Shown];
    if (!naiveDay(recurrence, date, weekday)) return [];
    const first = minutes.find(
      (shown, index) => shown.minutes === wanted || jumpedOver(minutes, index, wanted, dayIndex > 0),
    );
    return first ? [first.at] : [];
  });
}

/** True at the first minute after a gap that has swallowed the time; a gap may begin at midnight, on a day seen whole. */
function jumpedOver(minutes: readonly Shown[], index: number, wanted: number, whole: boolean): boolean {
  const before = index > 0 ? minutes[index - 1]!.minutes : whole ? -1 : Infinity;
  return before < wanted && minutes[index]!.minutes > wanted;
}

function naiveDay({ every, on }: Recurrence, date: string, weekday: string): boolean {
  if (every === 'week') return on === weekday;
  const [year, month, dayOfMonth] = date.split('-').map(Number) as [number, number, number];
  if (typeof on === 'number') return on === dayOfMonth;
  const sameDays: number[] = [];
  for (
    let other = dayOfMonth % 7 || 7;
    new Date(Date.UTC(year, month - 1, other)).getUTCMonth() === month - 1;
    other += 7
  )
    sameDays.push(other);
  const [which, name] = on.split(' ');
  const nth = which === 'last' ? sameDays.at(-1) : sameDays[ordinals.indexOf(which as 'first')];
  return name === weekday && nth === dayOfMonth;
}

test('10,000 random windows in zones of all kinds agree with a search minute by minute', () => {
  const zones = [
    ...['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Chatham'],
    ...['America/St_Johns', 'Africa/Casablanca', 'Asia/Tokyo', 'America/Santiago', 'Pacific/Auckland'],
  ];
  // Around the days on which clocks change in one zone or another, of several years.
  const starts = ['2026-03-06', '2027-03-24', '2026-09-30', '2027-10-28', '2028-03-31', '2026-02-12', '2027-04-01'];
  const recurrences = fc.oneof<fc.Arbitrary<Recurrence>[]>(
    fc.record({ every: fc.constant('week' as const), on: fc.constantFrom(...weekdays) }),
    fc.record({ every: fc.constant('month' as const), on: fc.integer({ min: 1, max: 28 }) }),
    fc.record({
      every: fc.constant('month' as const),
      on: fc
        .tuple(fc.constantFrom(...ordinals), fc.constantFrom(...weekdays))
        .map(([which, name]) => `${which} ${name}` as const),
    }),
  );
  const tried = { windows: 0, found: 0 };
  for (const zone of zones)
    for (const start of starts) {
      const from = Date.parse(`${start}T00:00:00.000Z`) - day;
      const days = wallClock(zone, from, 12);
      const [begin, end] = [from + day, from + 11 * day];
      fc.assert(
        fc.property(
          recurrences,
          fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 240 })),
          (recurrence, wanted) => {
            const at = `${String(Math.floor(wanted / 60)).padStart(2, '0')}:${String(wanted % 60).padStart(2, '0')}`;
            const ours = beginnings({ ...recurrence, zone, at }, instant(begin), instant(end)).map((one) => one.at);
            const theirs = naive(days, recurrence, wanted).filter((one) => one >= begin && one < end);
            tried.windows += 1;
            tried.found += ours.length;
            expect(ours).toEqual(theirs.map(instant));
          },
        ),
        { numRuns: 143 },
      );
    }
  expect(tried.windows).toBeGreaterThanOrEqual(10_000);
  expect(tried.found).toBeGreaterThan(5_000);
});
