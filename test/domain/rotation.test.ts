import {
  coveredBetween,
  coveredMorning,
  nextBusinessMorning,
  plusBusinessDays,
  plusCovered,
  usualHours,
} from '../../domain/covered-hours';
import { dutyAt, firstGap, shifts, whoIsCalled, withEnds, type OnCall } from '../../domain/on-call';
import type { Override } from '../../domain/override';
import { turnAt, type Layer, type Rotation } from '../../domain/rotation';

const weekly: Layer = {
  people: ['alex', 'sam', 'kim'],
  turn: { weeks: 1 },
  handOff: { on: 'Mon', at: '09:00' },
  startsOn: '2027-03-01',
};
const berlin = (...layers: Layer[]): Rotation => ({
  id: 'platform',
  name: 'Platform',
  timeZone: 'Europe/Berlin',
  layers,
});
const personAt = (rotation: Rotation, at: string) => turnAt(rotation, at).person;

describe('a weekly rotation', () => {
  const rotation = berlin(weekly);

  test('M82: hands over on Monday at nine by the clock on the wall, to the second', () => {
    expect(personAt(rotation, '2027-03-08T07:59:59.999Z')).toBe('alex');
    expect(personAt(rotation, '2027-03-08T08:00:00.000Z')).toBe('sam');
  });

  test('M86: a week stays a week when the clocks change: the hand-off stays at nine', () => {
    expect(turnAt(rotation, '2027-03-22T10:00:00.000Z')).toEqual({ person: 'alex', until: '2027-03-29T07:00:00.000Z' });
    expect(turnAt(rotation, '2027-10-25T10:00:00.000Z').until).toBe('2027-11-01T08:00:00.000Z');
  });

  test('nobody has it before it starts', () => {
    expect(turnAt(rotation, '2027-02-28T00:00:00.000Z')).toEqual({ until: '2027-03-01T08:00:00.000Z' });
  });
});

describe('when the clocks change', () => {
  const nightly = berlin({ ...weekly, turn: { days: 1 }, handOff: { at: '02:30' } });

  test('gap: a hand-off at a time that does not exist happens at the first instant after it', () => {
    expect(personAt(nightly, '2027-03-28T00:59:59.999Z')).not.toBe(personAt(nightly, '2027-03-28T01:00:00.000Z'));
    expect(turnAt(nightly, '2027-03-27T12:00:00.000Z').until).toBe('2027-03-28T01:00:00.000Z');
  });

  test('overlap: a hand-off at a time that comes twice happens at the first of the two, and once', () => {
    expect(turnAt(nightly, '2027-10-30T12:00:00.000Z').until).toBe('2027-10-31T00:30:00.000Z');
    const after = personAt(nightly, '2027-10-31T00:30:00.000Z');
    expect(personAt(nightly, '2027-10-31T01:15:00.000Z')).toBe(after);
    expect(personAt(nightly, '2027-10-31T01:30:00.000Z')).toBe(after);
  });

  test('a day that a zone skips altogether shortens one turn, and skips nobody', () => {
    const apia: Rotation = {
      ...nightly,
      timeZone: 'Pacific/Apia',
      layers: [{ ...nightly.layers[0]!, startsOn: '2011-12-28' }],
    };
    expect(
      shifts(apia, [], '2011-12-29T12:30:00.000Z', '2012-01-01T00:00:00.000Z').map(({ person }) => person),
    ).toEqual(['sam', 'kim', 'alex', 'sam']);
  });
});

describe('layers', () => {
  const nights: Layer = {
    ...weekly,
    people: ['robin'],
    during: [{ days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'], from: '22:00', until: '06:00' }],
  };

  test('M83: a later layer stands before an earlier one in its hours, which may run past midnight', () => {
    const rotation = berlin(weekly, nights);
    expect(personAt(rotation, '2027-03-05T20:59:00.000Z')).toBe('alex');
    expect(personAt(rotation, '2027-03-05T21:00:00.000Z')).toBe('robin');
    expect(personAt(rotation, '2027-03-06T04:59:00.000Z')).toBe('robin');
    expect(personAt(rotation, '2027-03-06T05:00:00.000Z')).toBe('alex');
    expect(personAt(rotation, '2027-03-06T22:00:00.000Z')).toBe('alex');
  });

  test('a rotation of nights alone has nobody by day, and that gap is found', () => {
    const [from, to] = ['2027-03-09T00:00:00.000Z', '2027-03-12T00:00:00.000Z'];
    expect(firstGap(berlin(nights), { timeZone: 'UTC' }, [], from, to)).toBe('2027-03-09T05:00:00.000Z');
    const atNight = { timeZone: 'Europe/Berlin', hours: [{ from: '22:00', until: '05:00' }] };
    expect(firstGap(berlin(nights), atNight, [], from, to)).toBeUndefined();
  });
});

describe('overrides', () => {
  const override: Override = {
    id: 'o1',
    rotation: 'platform',
    instead: { person: 'robin' },
    from: '2027-03-03T10:00:00.000Z',
    until: '2027-03-03T12:00:00.000Z',
    reason: 'dentist',
    by: 'Alex',
    madeAt: '2027-03-02T00:00:00.000Z',
  };
  const at = (time: string, ...overrides: Override[]) => dutyAt(berlin(weekly), overrides, time).person;

  test('win over the layers from their beginning to their end, or until somebody ends them', () => {
    expect(at('2027-03-03T09:59:59.999Z', override)).toBe('alex');
    expect(at('2027-03-03T10:00:00.000Z', override)).toBe('robin');
    expect(at('2027-03-03T12:00:00.000Z', override)).toBe('alex');
    expect(at('2027-03-03T11:30:00.000Z', { ...override, endedAt: '2027-03-03T11:00:00.000Z' })).toBe('alex');
    expect(at('2027-03-03T11:00:00.000Z', { ...override, rotation: 'other' })).toBe('alex');
  });

  test('the one that was made last wins', () => {
    const later: Override = { ...override, id: 'o2', instead: { person: 'kim' }, madeAt: '2027-03-02T00:00:01.000Z' };
    expect(at('2027-03-03T11:00:00.000Z', later, override)).toBe('kim');
  });

  test('a swap gives each the turns of the other, and leaves the others alone', () => {
    const swap: Override = {
      ...override,
      instead: { swap: ['alex', 'sam'] },
      from: '2027-03-01T00:00:00.000Z',
      until: '2027-03-29T00:00:00.000Z',
    };
    expect(
      shifts(berlin(weekly), [swap], '2027-03-01T08:00:00.000Z', '2027-03-20T00:00:00.000Z').map(
        ({ person }) => person,
      ),
    ).toEqual(['sam', 'alex', 'kim']);
  });
});

describe('who is called', () => {
  const onCall: OnCall = {
    rotations: [berlin(weekly)],
    overrides: [],
    managers: { alex: 'kim', kim: 'boss' },
    chainOfCommand: ['duty'],
    lastResort: 'last',
  };
  const primary = { rotation: 'platform' };

  test('M93: level by level, each with the reason and its end', () => {
    const at = '2027-03-10T00:00:00.000Z';
    expect(withEnds(whoIsCalled([[primary], ['kim', 'robin']], onCall, at), onCall, at)).toEqual([
      [{ person: 'sam', because: { why: 'turn', rotation: 'platform', until: '2027-03-15T08:00:00.000Z' } }],
      [
        { person: 'kim', because: { why: 'named' } },
        { person: 'robin', because: { why: 'named' } },
      ],
    ]);
  });

  test('M92: a gap calls the chain of command, managers first, nobody twice while there are others, never nobody', () => {
    const before = '2027-02-01T00:00:00.000Z';
    const people = (levels: Parameters<typeof whoIsCalled>[0], facts = onCall) =>
      whoIsCalled(levels, facts, before).map((level) => level.map(({ person }) => person));
    expect(people([[primary], [primary], [primary], [primary], [primary]])).toEqual([
      ['kim'],
      ['boss'],
      ['duty'],
      ['last'],
      ['kim'],
    ]);
    expect(people([[primary]], { ...onCall, managers: {} })).toEqual([['duty']]);
    expect(people([[primary]], { ...onCall, managers: {}, chainOfCommand: [] })).toEqual([['last']]);
    expect(people([[{ rotation: 'gone' }]])).toEqual([['duty']]);
    expect(people([])).toEqual([['last']]);
  });
});

describe('covered hours', () => {
  const coverage = { timeZone: 'Europe/Berlin', hours: usualHours, holidays: ['2027-03-29'] };
  const friday = '2027-03-26T15:30:00.000Z';

  test('M83: time stands still at night, at weekends and on holidays, and the clocks may change meanwhile', () => {
    expect(plusCovered(coverage, friday, 20 * 60_000)).toBe('2027-03-26T15:50:00.000Z');
    expect(plusCovered(coverage, friday, 30 * 60_000)).toBe('2027-03-30T07:00:00.000Z');
    expect(plusCovered(coverage, friday, 60 * 60_000)).toBe('2027-03-30T07:30:00.000Z');
    expect(coveredBetween(coverage, friday, '2027-03-30T07:30:00.000Z')).toBe(60 * 60_000);
    expect(plusCovered({ timeZone: 'UTC', hours: [] }, friday, 60_000)).toBe('2027-03-26T15:31:00.000Z');
  });

  test('M10: the next business morning is 09:00 of a day on which people work', () => {
    expect(nextBusinessMorning(coverage, friday)).toBe('2027-03-30T07:00:00.000Z');
    expect(nextBusinessMorning(coverage, '2027-03-30T06:59:00.000Z')).toBe('2027-03-30T07:00:00.000Z');
    expect(nextBusinessMorning(coverage, '2027-03-30T07:00:00.000Z')).toBe('2027-03-31T07:00:00.000Z');
    expect(coveredMorning(coverage, friday, 3)).toBe('2027-04-01T07:00:00.000Z');
    expect(plusBusinessDays(coverage, friday, 2)).toBe('2027-03-31T14:30:00.000Z');
    expect(plusBusinessDays(coverage, '2027-03-27T12:00:00.000Z', 2)).toBe('2027-04-01T07:00:00.000Z');
  });
});
