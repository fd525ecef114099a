import { acknowledge, changeSeverity } from '../../domain/commands';
import { arrive } from '../../domain/alert-arrival';
import { joins } from '../../domain/joining';
import { lintObserving, observedUntil, observingEnds } from '../../domain/observe';
import { open } from '../../domain/opening';
import { anAlert, classified, nextWord, night } from '../support/domain-alerts';
import { Scene, World } from '../support/domain-world';

const until = '2027-07-10T00:00:00.000Z';
const unknown = classified(2, { because: 'no rule knows it', needsSeverity: true, rule: undefined });

function observed(): { world: World; incident: Scene } {
  const world = new World();
  const levels = [['alex'], ['sam'], ['kim']];
  const facts = { id: 'K7MQ', alertKey: 'key-1', classification: unknown, levels, observedUntil: until };
  world.apply(open(anAlert(), facts, world.moment));
  return { world, incident: new Scene(world, 'K7MQ') };
}

test('nobody is paged of what is observed, however long nobody comes', () => {
  const { world, incident } = observed();
  world.skip(3 * 24 * 60);
  expect(incident.told()).toMatchObject([{ to: 'alex', says: 'opened-quietly', by: 'email' }]);
});

test('a person who confirms or raises the severity makes it page', () => {
  for (const severity of [1, 2] as const) {
    const { world, incident } = observed();
    world.skip(10);
    incident.command('kim', (context) => changeSeverity(context, severity, 'It is grave.'));
    expect(incident.pages()).toEqual(['10 alex 1.1 first-page']);
    world.skip(severity === 1 ? 5 : 10);
    expect(incident.pages(10).at(-1)).toContain('sam 2.1 escalated');
  }
});

test('who has it is not paged when they say how bad it is', () => {
  const { incident } = observed();
  incident.command('alex', acknowledge);
  incident.command('alex', (context) => changeSeverity(context, 2, 'It is grave.'));
  expect(incident.pages()).toEqual([]);
});

test('I1: an alert that a rule knows makes the incident it is in page, though it be no worse', () => {
  const { world, incident } = observed();
  const known = classified(2);
  const alert = nextWord('firing', world.now, { name: 'checkout-slow' });
  world.apply(arrive(alert, 'key-2', incident.incident, world.moment, { classification: known })!);
  expect(incident.pages()).toEqual(['0 alex 1.1 first-page']);
});

test('I1: what pages joins no incident that is only observed', () => {
  const { incident, world } = observed();
  const newcomer = { service: 'checkout', severity: 2, incidentType: 'availability', publishes: false } as const;
  const kin = { by: 'service', incidentId: 'K7MQ' } as const;
  const joined = (is: boolean) => joins({ ...newcomer, observed: is }, kin, incident.incident, world.now);
  expect([joined(true), joined(false)]).toEqual([true, false]);
});

test('it ends at the beginning of its day in the zone of the organization, or at its instant', () => {
  expect(observingEnds({ observeUntil: '2027-03-29', timeZone: 'Europe/Berlin' })).toBe('2027-03-28T22:00:00.000Z');
  expect(observingEnds({ observeUntil: '2027-03-28T09:00:00+02:00' })).toBe('2027-03-28T07:00:00.000Z');
  const settings = { observeUntil: '2027-07-03T01:02:41Z' };
  expect(observedUntil(anAlert(), unknown, settings, night)).toBeUndefined();
  expect(observedUntil(anAlert(), unknown, settings, '2027-07-03T01:02:40.999Z')).toBe(night);
});

test.each([
  ['next Monday', ['next Monday is no day']],
  ['2027-02-30', ['2027-02-30 is no day']],
  ['2027-07-05T08:00', ['2027-07-05T08:00 is no day']],
  ['2027-09-02', ['2027-09-02 is more than 60 days ahead']],
  ['2027-09-01', []],
  ['2020-01-01', []],
])('until %s: %j', (observeUntil, problems) => {
  expect(lintObserving({ observeUntil, timeZone: 'UTC' }, night).map(({ problem }) => problem)).toEqual(problems);
});
