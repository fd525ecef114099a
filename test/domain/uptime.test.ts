import fc from 'fast-check';
import { day, plus } from '../../domain/instant';
import { claimedBy, withCourse } from '../../domain/notice-course';
import { worse } from '../../domain/notice-policy';
import { downWeights, percent, uptime, uptimeRecord, type Interval, type SecondState } from '../../domain/uptime';
import { uptimeFile } from '../../status-page/uptime-file';
import { at, notice, pageOf, resolvedNotice, retractedNotice } from '../status-page/sample-pages';

const states = ['degraded_performance', 'partial_outage', 'major_outage', 'under_maintenance'] as const;
const now = at('14:32');
const long = '2026-01-01T00:00:00.000Z';
/** Moments around two midnights, so that days are cut, down to milliseconds. */
const moment = fc.integer({ min: -130_000_000, max: 20_000_000 }).map((offset) => plus(now, offset));
const interval = fc
  .tuple(moment, fc.integer({ min: 0, max: 5_000_000 }), fc.constantFrom(...states), fc.boolean())
  .map(([from, length, state, ended]): Interval => ({ from, to: ended ? plus(from, length) : undefined, state }));

/** The same count, second by second, as anybody would do it who has time. */
function naive(intervals: readonly Interval[], from: number, to: number, startedOn: string): Record<string, number> {
  const count: Record<string, number> = {};
  const second = (moment: string) => Math.floor(Date.parse(moment) / 1_000);
  const spans = intervals.map((each) => [second(each.from), second(each.to ?? now), each.state] as const);
  for (let at = from; at < to; at++) {
    let state: SecondState = 'operational';
    for (const [begin, end, told] of spans) if (begin <= at && at < end) state = worse(state, told);
    if (at < second(startedOn)) state = 'unknown';
    count[state] = (count[state] ?? 0) + 1;
  }
  return count;
}

test('M127: the count is that of a naive count of every second, day by day', () => {
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 8 }), moment, (intervals, startedOn) => {
      const record = uptimeRecord(intervals, startedOn, now);
      for (const { date, seconds } of record.days.slice(-3)) {
        const begin = Date.parse(`${date}T00:00:00.000Z`) / 1_000;
        const end = Math.min(begin + day / 1_000, Math.floor(Date.parse(now) / 1_000));
        const counted = Object.fromEntries(Object.entries(seconds).filter(([, count]) => count > 0));
        expect(counted).toEqual(naive(intervals, begin, end, startedOn));
      }
    }),
    { numRuns: 40 },
  );
});

interface Published {
  readonly from: string;
  readonly to: string;
  readonly known_since: string;
  readonly strict: number;
  readonly weighted: number;
  readonly intervals: readonly Required<Interval>[];
}

test('M127: from the published intervals alone anybody gets the published figure', () => {
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 6 }), (intervals) => {
      const [component] = pageOf([], now).components;
      const shown = { ...component!, uptime: uptimeRecord(intervals, long, now) };
      const file = JSON.parse(uptimeFile(pageOf([], now, undefined, long), shown)) as Published;
      const [from, to] = [file.from, file.to].map((moment) => Math.floor(Date.parse(moment) / 1_000)) as [
        number,
        number,
      ];
      const near =
        file.intervals.map((each) => Math.floor(Date.parse(each.from) / 1_000)).sort((a, b) => a - b)[0] ?? to;
      const seconds = naive(file.intervals, near, to, file.known_since);
      const of = (state: SecondState) => (seconds[state] ?? 0) + (state === 'operational' ? near - from : 0);
      const bad = of('degraded_performance') + of('partial_outage') + of('major_outage');
      const counted = of('operational') + bad;
      const down = states
        .slice(0, 3)
        .reduce((sum, state) => sum + downWeights[state as keyof typeof downWeights] * of(state), 0);
      expect(file.strict).toBeCloseTo(of('operational') / counted, 12);
      expect(file.weighted).toBeCloseTo(1 - down / counted, 12);
    }),
    { numRuns: 25 },
  );
});

test('maintenance and time before the page began count as neither', () => {
  const record = uptimeRecord([{ from: at('10:00'), to: at('12:00'), state: 'under_maintenance' }], at('08:00'), now);
  expect(record).toMatchObject({ strict: 1, weighted: 1, seconds: { under_maintenance: 7_200, operational: 16_320 } });
  expect(record.seconds.unknown).toBe(89 * 86_400 + 8 * 3_600);
  expect(uptime({ ...record.seconds, operational: 0 })).toEqual({});
});

test('100 % means that not one second was lost', () => {
  expect([1, 0.999999, 0.99995, 0].map(percent)).toEqual(['100 %', '99.99 %', '99.99 %', '0.00 %']);
});

test('overlaps count once, by the worst state', () => {
  const overlapping: Interval[] = [
    { from: at('10:00'), to: at('11:00'), state: 'degraded_performance' },
    { from: at('10:30'), to: at('10:40'), state: 'major_outage' },
  ];
  const { seconds } = uptimeRecord(overlapping, long, now);
  expect(seconds).toMatchObject({ degraded_performance: 3_000, major_outage: 600 });
});

test('a notice is counted by what it claimed when, and not at all when it was posted in error', () => {
  const worsened = withCourse({ ...withCourse(notice().notice), claims: 'major_outage', changedAt: at('14:20') });
  const over = withCourse({ ...worsened, resolvedAt: at('14:58'), changedAt: at('14:58') });
  expect(claimedBy(over)).toEqual([
    { from: at('14:02'), to: at('14:20'), state: 'partial_outage' },
    { from: at('14:20'), to: at('14:58'), state: 'major_outage' },
  ]);
  const back = withCourse({ ...over, resolvedAt: undefined, changedAt: at('15:10') });
  expect(claimedBy(back).at(-1)).toEqual({ from: at('15:10'), to: undefined, state: 'major_outage' });
  expect(claimedBy(resolvedNotice.notice)).toHaveLength(1);
  expect(claimedBy(retractedNotice.notice)).toEqual([]);
});
