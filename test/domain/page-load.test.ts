import { day, hour, minute, plus } from '../../domain/instant';
import { loadSince, rotationsCalling, withPage, withShift, type PageLoad } from '../../domain/page-load';

/** Saturday, 03:02 in Berlin. */
const night = '2026-11-21T02:02:00.000Z';
const berlin = { timeZone: 'Europe/Berlin', limit: 3 };

function paged(ats: readonly string[], known?: PageLoad): PageLoad | undefined {
  return ats.reduce<PageLoad | undefined>((load, at) => withPage(load, at, berlin), known);
}

test('M88 M96: pages, nights and weekends are counted by the calendar and the clock of the person', () => {
  const load = paged([night, plus(night, hour), plus(night, 6 * hour), plus(night, -day), plus(night, 3 * day)]);
  expect(loadSince(load, plus(night, -7 * day), 'Europe/Berlin')).toEqual({ pages: 5, nights: 4, weekends: 3 });
  expect(loadSince(load, plus(night, day), 'Europe/Berlin')).toEqual({ pages: 1, nights: 1, weekends: 0 });
  const tokyo = withPage(undefined, night, { timeZone: 'Asia/Tokyo', limit: 3 });
  expect(tokyo.days).toEqual({ '2026-11-21': { pages: 1, nights: 0 } });
  expect(loadSince(undefined, night, 'UTC')).toEqual({ pages: 0, nights: 0, weekends: 0 });
});

test('M88: as many pages as a shift should bear ask for help once; the next shift counts anew', () => {
  const ats = [0, 1, 2, 3].map((minutes) => plus(night, 6 * hour + minutes * minute));
  expect(paged(ats.slice(0, 2))!.helpDueAt).toBeUndefined();
  expect(paged(ats.slice(0, 3))!.helpDueAt).toBe(ats[2]);
  expect(paged(ats)!.helpDueAt).toBe(ats[2]);
  const { helpDueAt: _told, ...settled } = paged(ats)!;
  expect(paged([plus(night, 7 * hour)], settled)!.helpDueAt).toBeUndefined();
  const begun = withShift(settled, plus(night, day));
  expect(begun.shift).toEqual({ since: plus(night, day), pages: 0, nights: 0 });
  expect(paged(ats.slice(0, 2), begun)!.helpDueAt).toBeUndefined();
});

test('pages are counted by the rotation that alone called, and not where the policy names the person', () => {
  const policy = [[{ rotation: 'data' }], ['sam', { rotation: 'data' }]];
  expect([rotationsCalling('alex', policy), rotationsCalling('sam', policy), rotationsCalling('alex')]).toEqual([
    ['data'],
    [],
    [],
  ]);
  const once = withPage(undefined, night, { ...berlin, rotations: rotationsCalling('alex', policy) });
  const named = withPage(once, night, berlin);
  const twice = withPage(named, night, { ...berlin, rotations: ['data'] });
  expect([twice.shift.pages, twice.shift.byRotation]).toEqual([3, { data: 2 }]);
  expect(withShift(twice, night).shift).toEqual({ since: night, pages: 0, nights: 0 });
});

test('M87: a page at night asks for a late start at 07:00 that morning; one at six does not', () => {
  expect(paged([night])!.restDueAt).toBe('2026-11-21T06:00:00.000Z');
  expect(paged(['2026-11-21T05:00:00.000Z'])!.restDueAt).toBeUndefined();
  // The morning after the night when clocks are put back: 07:00 comes an hour later.
  expect(paged(['2026-10-25T00:30:00.000Z'])!.restDueAt).toBe('2026-10-25T06:00:00.000Z');
});

test('what is older than a report looks back is forgotten', () => {
  const load = paged([night, plus(night, 83 * day), plus(night, 84 * day)]);
  expect(Object.keys(load!.days)).toEqual(['2027-02-12', '2027-02-13']);
});
