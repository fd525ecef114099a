import { hour, minute, plus } from '../../domain/instant';
import { publicPart, type Maintenance } from '../../domain/maintenance';
import { callOff, edit, finish, isMaintenance, plan, start, tellMore } from '../../domain/maintenance-commands';
import { askedAgain, moveOn, promisedAt } from '../../domain/maintenance-moves';
import { publicText } from '../../domain/notice';

const now = '2027-03-01T10:00:00.000Z';
const from = plus(now, hour);
const until = plus(now, 3 * hour);
const by = { id: 'alex', name: 'Alex' };
const wanted = { id: 'm1', title: publicText('Upgrade'), components: [], services: ['checkout'], from, until, by };

function planned(more: Partial<Parameters<typeof plan>[0]> = {}): Maintenance {
  return done(plan({ ...wanted, autoComplete: false, ...more }, now));
}

function done(decision: ReturnType<typeof edit>): Maintenance {
  if (!isMaintenance(decision)) throw new Error(JSON.stringify(decision));
  return decision;
}

const said = ({ updates }: Maintenance) => updates.map(({ kind }) => kind);

test('it begins at its time, is checked at its end, and completes only when a person says so', () => {
  const first = planned();
  expect(promisedAt(first)).toBe(from);
  expect(moveOn(first, [], plus(from, -1))).toBeUndefined();
  const begun = moveOn(first, [], from)!;
  expect(begun).toMatchObject({ state: 'in_progress', startedAt: from, version: 2 });
  expect(promisedAt(begun)).toBe(until);
  const checked = moveOn(begun, [], until)!;
  expect(checked).toMatchObject({ state: 'verifying', verifyingAt: until });
  expect(promisedAt(checked)).toBeUndefined();
  expect(moveOn(checked, [], plus(until, 10 * hour))).toBeUndefined();
  const ended = done(finish(checked, [], plus(until, minute)));
  expect(said(ended)).toEqual(['planned', 'started', 'verifying', 'completed']);
  expect(promisedAt(ended)).toBe(ended.changedAt);
  expect(promisedAt(askedAgain(ended))).toBeUndefined();
});

test('one that may complete by itself does, after five quiet minutes, and never while an alarm of its services fires', () => {
  const begun = moveOn(planned({ autoComplete: true }), [], from)!;
  const checked = moveOn(begun, [], until)!;
  expect(moveOn(checked, [], plus(until, 5 * minute - 1))).toBeUndefined();
  expect(moveOn(checked, [], plus(until, 5 * minute))).toMatchObject({ state: 'completed' });
  const firing = moveOn(checked, ['checkout-5xx'], plus(until, 5 * minute))!;
  expect(firing).toMatchObject({ state: 'verifying', lookAt: plus(until, 10 * minute) });
  expect(said(firing)).toEqual(said(checked));
  expect(moveOn(firing, [], plus(until, 10 * minute))).toMatchObject({ state: 'completed' });
});

test('while an alarm of its services fires at the end, customers are told that it takes longer, once', () => {
  const begun = moveOn(planned(), [], from)!;
  const late = moveOn(begun, ['checkout-5xx'], until)!;
  expect(late).toMatchObject({ state: 'in_progress', nextUpdateBy: plus(until, 30 * minute) });
  expect(late.updates.at(-1)).toEqual({ at: until, kind: 'late', until, nextUpdateBy: plus(until, 30 * minute) });
  expect(promisedAt(late)).toBeUndefined();
  expect(finish(late, ['checkout-5xx'], until)).toEqual({
    refused: expect.stringContaining('Still firing: checkout-5xx') as string,
  });
  const more = done(tellMore(late, publicText('We need an hour more.'), undefined, plus(until, minute)));
  expect(more.nextUpdateBy).toBe(plus(until, 31 * minute));
});

test('an edit moves its times and has what is quiet judged anew; what has begun keeps its beginning', () => {
  const begun = moveOn(planned(), [], from)!;
  const longer = done(edit(begun, { until: plus(until, hour) }, plus(from, minute)));
  expect(longer).toMatchObject({
    until: plus(until, hour),
    askAgain: true,
    state: 'in_progress',
    lookAt: plus(until, hour),
  });
  expect(longer.updates.at(-1)).toMatchObject({ kind: 'started', until: plus(until, hour) });
  expect(edit(begun, { from: plus(from, hour) }, plus(from, minute))).toHaveProperty('refused');
  const moved = done(edit(planned(), { from: plus(from, hour), until: plus(until, hour) }, now));
  expect(moved).toMatchObject({ state: 'scheduled', lookAt: plus(from, hour), askAgain: undefined });
  const words = done(edit(begun, { impact: publicText('Slow.') }, plus(from, minute)));
  expect(words).toMatchObject({ impact: 'Slow.', title: 'Upgrade', lookAt: until });
  expect(said(words)).toEqual(said(begun));
});

test('a person starts it early, or calls it off; what is over stays as it is', () => {
  const early = done(start(planned(), plus(now, minute)));
  expect(early).toMatchObject({ state: 'in_progress', startedAt: plus(now, minute), lookAt: until });
  expect(start(early, plus(now, 2 * minute))).toHaveProperty('already');
  expect(finish(planned(), [], now)).toHaveProperty('refused');
  const off = done(callOff(early, plus(now, 2 * minute)));
  expect(off).toMatchObject({ state: 'cancelled', askAgain: true });
  for (const again of [start(off, now), callOff(off, now), finish(off, [], now), edit(off, {}, now)])
    expect(again).toEqual({ refused: 'm1 is cancelled: nothing to change.' });
});

test.each([
  [{ until: from }, 'It ends before it begins'],
  [{ until: plus(from, 49 * hour) }, 'more than 48 hours'],
  [{ from: plus(now, -2 * hour), until: plus(now, -hour) }, 'is past'],
  [{ from: plus(now, 200 * 24 * hour), until: plus(now, 200 * 24 * hour + 1) }, 'more than 180 days ahead'],
  [{ services: [] }, 'a service or a component'],
])('a plan that cannot be is refused: %j', (more, why) => {
  expect(plan({ ...wanted, autoComplete: false, ...more }, now)).toEqual({
    refused: expect.stringContaining(why) as string,
  });
});

test('M68: customers see no service, person or note of it', () => {
  const shown = JSON.stringify(publicPart({ ...planned({ services: ['secret-service'] }), note: 'secret note' }));
  expect(shown).not.toMatch(/secret|alex/i);
  expect(shown).toContain('Upgrade');
});
