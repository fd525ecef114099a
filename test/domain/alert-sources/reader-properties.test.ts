import fc from 'fast-check';
import type { Reading } from '../../../domain/alert';
import { readAlert } from '../../../domain/alert-sources/read-alert';
import { alertSources } from '../../../domain/alert-sources/sources';
import { fixture, fixtureNames, fixtureTime } from '../../support/alert-fixtures';
import { randomEvents, runsInAll, runsOf } from '../../support/fuzz-budget';
import { junkKinds, wound, wounded } from '../../support/hostile-events';
import { faults, untouched } from '../../support/reading-faults';

const runs = runsOf('events');
const read = (event: unknown) => readAlert(event, 'message-1', fixtureTime);
const events = fixtureNames.map(fixture);

test(`B1 B2 B3 B6: ${runs} events of every source, wounded once to four times: always an alert, a note or ignored`, () => {
  fc.assert(
    fc.property(fc.constantFrom(...events), fc.array(wound, { minLength: 1, maxLength: 4 }), (event, wounds) => {
      const damaged = wounded(event, wounds);
      expect(faults(read(damaged))).toEqual([]);
      untouched();
    }),
    { numRuns: runs },
  );
}, 600_000);

test('the readers are tried with as many random events as were asked for, over every one of them', () => {
  process.stderr.write(`Random events that the readers are tried with, in all: ${runsInAll()}\n`);
  expect(runsInAll()).toBeGreaterThanOrEqual(randomEvents);
});

/** One fixture of each kind of event: their states differ in a field or two. */
const kinds = alertSources.map(({ detailType }) => events.find((event) => event['detail-type'] === detailType)!);

test('B1: each field of each kind of event, replaced by each of the twelve kinds of junk', () => {
  const samples = Object.values(junkKinds).map((kind) => fc.sample(kind, { numRuns: 1, seed: 7 })[0]);
  expect(samples).toHaveLength(12);
  let tried = 0;
  for (const event of kinds) {
    for (let place = 0; place < placesOf(event); place++) {
      for (const junk of samples) {
        expect(faults(read(wounded(event, [{ damage: 'replace', place, junk }])))).toEqual([]);
        tried++;
      }
    }
  }
  untouched();
  expect(tried).toBeGreaterThan(8_000);
}, 120_000);

function placesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, inner) => sum + 1 + placesOf(inner), 0);
}

test('B1: any JSON under any detail-type', () => {
  const detailType = fc.constantFrom(
    ...alertSources.map((source) => source.detailType),
    '__proto__',
    'constructor',
    '',
  );
  fc.assert(
    fc.property(detailType, fc.jsonValue(), fc.jsonValue(), (detailType, detail, resources) => {
      expect(faults(read({ 'detail-type': detailType, source: 'aws.any', detail, resources }))).toEqual([]);
      expect(faults(read(detail))).toEqual([]);
    }),
    { numRuns: runsOf('anyJson') },
  );
}, 600_000);

/** Characters: whatever comes, this is the most that goes on into the table. */
const mostTaken = 120_000;

test('B2: of wide, deep and big events only so much is taken over', () => {
  const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key${index}`, 'x'.repeat(10)]));
  const long = Array.from({ length: 100_000 }, () => ({ entityValue: 'x', Id: 'y' }));
  const nested = JSON.parse(`${'{"detail":'.repeat(5_000)}1${'}'.repeat(5_000)}`) as object;
  for (const event of kinds) {
    for (const detail of [wide, long, nested, { ...(event['detail'] as object), alarmTags: wide, findings: long }]) {
      const reading = read({ ...event, detail, resources: long });
      expect(faults(reading)).toEqual([]);
      expect(JSON.stringify(reading).length).toBeLessThan(mostTaken);
    }
  }
}, 120_000);

test('the check itself sees what is wrong', () => {
  const good = read(fixture('guardduty-high'));
  expect(faults(good)).toEqual([]);
  const alert = good as Extract<Reading, { signal: unknown }>;
  expect(faults({ ...alert, name: 'a\ud83d' })).toEqual(['a text is not well-formed']);
  expect(faults({ ...alert, description: 'x'.repeat(6_000) })).toEqual(['a text is too long']);
  expect(faults({ ...alert, changedAt: 'yesterday' })).toEqual(['a time is none']);
  expect(faults({ ...alert, link: 'javascript:alert(1)' })).toEqual(['its link is none']);
  expect(faults({ ...alert, signal: 'ok', malformed: 'x' })).toEqual(['malformed, and it does not fire']);
  expect(faults({ ...alert, id: 'a b' })).toEqual(['its id is no key']);
  expect(faults({ ignored: '' })).toEqual(['ignored without a reason']);
  Object.defineProperty(Object.prototype, 'polluted', { value: true, configurable: true, enumerable: true });
  try {
    expect(untouched).toThrow();
  } finally {
    delete (Object.prototype as Record<string, unknown>)['polluted'];
  }
});
