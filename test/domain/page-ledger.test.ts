import fc from 'fast-check';
import { minute, plus, type Instant } from '../../domain/instant';
import {
  afterBundle,
  emptyLedger,
  passPage,
  unclassifiedEvery,
  type PageLedger,
  type PageToPass,
} from '../../domain/page-ledger';

const night: Instant = '2027-07-03T01:02:00.000Z';
const page = (incidentId: string, more: Partial<PageToPass> = {}): PageToPass => ({
  ...{ incidentId, number: 1, severity: 2, first: true, needsSeverity: false },
  ...more,
});

/** Lets pages pass one after the other; answers which left. */
function passAll(
  pages: readonly { readonly at: number; readonly page: PageToPass }[],
  begin: PageLedger = emptyLedger,
) {
  let ledger = begin;
  const left: string[] = [];
  for (const { at, page: each } of pages) {
    const passage = passPage(ledger, each, plus(night, at));
    ledger = passage.ledger;
    if (passage.leaves) left.push(each.incidentId);
  }
  return { ledger, left };
}

test('I6: alarms that no rule knows page a person once in 30 minutes; what waits leaves then', () => {
  const unknown = (id: string, at: number) => ({ at: at * minute, page: page(id, { needsSeverity: true }) });
  const { ledger, left } = passAll([unknown('A', 0), unknown('B', 1), unknown('C', 29), unknown('D', 31)]);
  expect(left).toEqual(['A', 'D']);
  expect(ledger.waiting.map(({ incidentId }) => incidentId)).toEqual(['B', 'C']);
  expect(ledger.bundleAt).toBe(plus(night, unclassifiedEvery));
});

test('the incident that holds the half hour pages again on time; one that a rule knows never waits for it', () => {
  const { left } = passAll([
    { at: 0, page: page('A', { needsSeverity: true }) },
    { at: 5 * minute, page: page('A', { needsSeverity: true, first: false, number: 2 }) },
    { at: 5 * minute, page: page('K7MQ') },
  ]);
  expect(left).toEqual(['A', 'A', 'K7MQ']);
});

test('I6: of a storm ten pages a minute leave, the rest within one; the first page of a SEV-1 leaves at once', () => {
  const storm = Array.from({ length: 40 }, (_, index) => ({ at: index * 500, page: page(`S${index}`) }));
  const { ledger, left } = passAll(storm);
  expect(left).toHaveLength(10);
  expect(ledger.waiting).toHaveLength(30);
  expect(ledger.bundleAt).toBe(plus(night, 10 * 500 + minute));
  expect(passPage(ledger, page('K7MQ', { severity: 1 }), plus(night, 21_000)).leaves).toBe(true);
  expect(passPage(ledger, page('K7MQ', { severity: 1, first: false }), plus(night, 21_000)).leaves).toBe(false);
});

test('F2: a page that was let go and not marked as sent is let go again, and counts once', () => {
  const { ledger } = passAll([{ at: 0, page: page('K7MQ') }]);
  expect(passPage(ledger, page('K7MQ'), plus(night, minute))).toEqual({ leaves: true, ledger });
});

test('after its bundle a ledger waits for nothing, and the bundle counts as one page', () => {
  const { ledger } = passAll([
    { at: 0, page: page('A', { needsSeverity: true }) },
    { at: 1, page: page('B', { needsSeverity: true }) },
  ]);
  const at = plus(night, unclassifiedEvery);
  const after = afterBundle(ledger, ledger.waiting, { incidentId: 'B', number: 1, needsSeverity: true }, at);
  expect(after.waiting).toEqual([]);
  expect(after.bundleAt).toBeUndefined();
  expect(after.unclassified).toEqual({ incidentId: 'B', until: plus(at, unclassifiedEvery) });
});

test('I6: whatever comes, each page has left or waits, and what waits has a time within half an hour', () => {
  const some = fc.record({
    at: fc.integer({ min: 0, max: 40 * minute }),
    id: fc.integer({ min: 0, max: 30 }),
    severity: fc.constantFrom(1 as const, 2 as const, 3 as const),
    needsSeverity: fc.boolean(),
    first: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(some, { maxLength: 120 }), (pages) => {
      let ledger = emptyLedger;
      let left = 0;
      pages.sort((one, other) => one.at - other.at);
      for (const [number, { at, id, ...more }] of pages.entries()) {
        const now = plus(night, at);
        if (ledger.bundleAt !== undefined && ledger.bundleAt <= now) {
          left += ledger.waiting.length;
          ledger = afterBundle(ledger, ledger.waiting, { incidentId: 'X', number: 1, needsSeverity: false }, now);
        }
        const passage = passPage(ledger, { incidentId: `I${id}`, number, ...more }, now);
        ledger = passage.ledger;
        if (passage.leaves) left++;
        else expect(passage.until <= plus(now, unclassifiedEvery)).toBe(true);
      }
      expect(left + ledger.waiting.length).toBe(pages.length);
      expect(ledger.bundleAt === undefined).toBe(ledger.waiting.length === 0);
    }),
  );
});
