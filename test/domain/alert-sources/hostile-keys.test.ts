import fc from 'fast-check';
import { keyOf } from '../../../domain/alert-sources/new-alert';
import { readAlert } from '../../../domain/alert-sources/read-alert';
import { alertSources } from '../../../domain/alert-sources/sources';
import { hashOfKey } from '../../../lambdas/adapters/incident-items';
import { fixture, fixtureNames, fixtureTime } from '../../support/alert-fixtures';
import { faults } from '../../support/reading-faults';

const part = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('', ' ', '#', '|', '%20', '%', 'e\u0301', 'é', 'A', 'a', '__proto__', 'toString', 'x'.repeat(3_000)),
);

test('B7: no two lists of parts have one key, whatever is in them; the table sees 64 plain characters', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1 }), fc.array(part, { minLength: 1 }), (one, other) => {
      const same = JSON.stringify(one) === JSON.stringify(other);
      expect(keyOf(...one) === keyOf(...other)).toBe(same);
      expect(hashOfKey(keyOf(...one))).toMatch(/^[0-9a-f]{64}$/);
    }),
    { numRuns: 1_000 },
  );
  expect(keyOf('a b', 'c')).not.toBe(keyOf('a', 'b c'));
});

/** What makes a regular expression that backtracks run for ever. */
const repetitions = ['a', ' ', '\t\n', '(', '/', ':', '.', '0', '-', '="', '%20', 'arn:aws:'].map(
  (piece) => `${piece.repeat(100_000 / piece.length)}!`,
);

test('B11: no text keeps a reader busy: every text of every kind of event, replaced by long repetitions', () => {
  const events = alertSources.map(({ detailType }) =>
    fixture(fixtureNames.find((name) => fixture(name)['detail-type'] === detailType)!),
  );
  let read = 0;
  for (const event of events)
    for (const long of repetitions) {
      const hostile = { ...event, resources: [long], detail: withTexts(event['detail'], long) };
      expect(faults(readAlert(hostile, 'message-1', fixtureTime))).toEqual([]);
      read++;
    }
  expect(read).toBe(events.length * repetitions.length);
}, 30_000);

function withTexts(value: unknown, long: string): unknown {
  if (typeof value === 'string') return long;
  if (Array.isArray(value)) return value.map((inner) => withTexts(inner, long));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withTexts(inner, long)]));
}
