import { callsPerMinute, rateLimit } from '../../../lambdas/receive-webhook/rate-limit';

function limited() {
  const clock = { now: 1_000_000 };
  const rate = rateLimit(() => clock.now);
  const taken = (source: string, calls: number) => Array.from({ length: calls }, () => rate.take(source));
  return { clock, taken: (source: string, calls: number) => taken(source, calls).filter(Boolean).length };
}

test('120 calls at once are let through, the next is not, and another source is not touched', () => {
  const { taken } = limited();
  expect(taken('one', callsPerMinute + 30)).toBe(120);
  expect(taken('other', 5)).toBe(5);
});

test('refused calls cost nothing: two seconds later there are four more', () => {
  const { clock, taken } = limited();
  taken('one', 500);
  clock.now += 2_000;
  expect(taken('one', 500)).toBe(4);
});

test('a bucket is never fuller than full, and a clock that runs back fills nothing', () => {
  const { clock, taken } = limited();
  taken('one', 120);
  clock.now -= 60_000;
  expect(taken('one', 5)).toBe(0);
  clock.now += 24 * 3_600_000;
  expect(taken('one', 500)).toBe(120);
});
