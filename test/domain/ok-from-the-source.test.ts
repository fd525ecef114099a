import { acknowledge, changeSeverity } from '../../domain/commands';
import { unacknowledge } from '../../domain/give-back';
import { publicText } from '../../domain/notice';
import { resolve } from '../../domain/public-commands';
import { World, type Scene } from '../support/domain-world';

const types = (incident: Scene) => incident.timeline.map(({ type }) => type);
const closeIt = (incident: Scene, who = 'alex') =>
  incident.command(who, (context) => resolve(context, { reason: 'Rolled back.', text: publicText('It works again.') }));

describe('an OK from the source', () => {
  test('counts after 5 quiet minutes: SEV-1 goes to monitoring, a person resolves', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    incident.command('alex', acknowledge);
    world.skip(3);
    incident.alarmSays('ok');
    world.skip(4);
    expect(incident.incident.status).toBe('investigating');
    world.skip(1);
    expect(incident.incident.status).toBe('monitoring');
    expect(incident.incident.acknowledgement?.by).toBe('alex');
  });

  test.each([3, 4] as const)('resolves SEV-%i by itself', (severity) => {
    const world = new World();
    const incident = world.open({ severity });
    incident.alarmSays('ok');
    world.skip(5);
    expect(incident.incident).toMatchObject({ status: 'resolved', resolvedBy: 'the source' });
  });

  test('of an incident that customers read about needs a person, whatever its severity', () => {
    const world = new World();
    const incident = world.open({ severity: 2, publishes: true });
    world.skip(11);
    incident.command('alex', (context) => changeSeverity(context, 3, 'A corner of it.'));
    incident.alarmSays('ok');
    world.skip(6);
    expect(incident.incident.status).toBe('monitoring');
  });

  test('flapping does not count: an ALARM within the 5 minutes begins them anew', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    incident.command('alex', acknowledge);
    incident.alarmSays('ok');
    world.skip(4);
    incident.alarmSays('firing');
    world.skip(10);
    expect(incident.incident.status).toBe('investigating');
    incident.alarmSays('ok');
    world.skip(4);
    expect(incident.incident.status).toBe('investigating');
    world.skip(1);
    expect(incident.incident.status).toBe('monitoring');
  });

  test('before an acknowledgement it stops new levels, and level 1 is asked once more', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    world.skip(3);
    incident.alarmSays('ok');
    world.skip(60 * 24);
    expect(incident.pages(3)).toEqual([
      '4 alex 1.3 again',
      '5 sam 2.1 escalated',
      '7 sam 2.2 again',
      '8 alex 1.4 ok-again',
    ]);
    const asked = world.messages.find(({ saying }) => saying.says === 'ok-again')!;
    expect(asked.saying).toEqual({ says: 'ok-again', at: '2027-07-03T01:05:41.000Z', next: 'Kim' });
    expect(incident.timeline.filter(({ type }) => type === 'LevelPaged').at(-1)).toMatchObject({
      text: 'Nobody has acknowledged: paging Alex (level 1) once more.',
    });
  });

  test('after Alex gave it back, the next who answers is asked once more, as the level that is his', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    incident.command('alex', acknowledge);
    world.skip(1);
    incident.command('alex', (context) => unacknowledge(context));
    incident.alarmSays('ok');
    world.skip(5);
    expect(incident.pages(5)).toContain('6 sam 2.4 ok-again');
    expect(incident.timeline.at(-1)!.text).toBe('Nobody has acknowledged: paging Sam (level 2) once more.');
  });

  test('until it counts, paging goes on', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    incident.alarmSays('ok');
    world.skip(4);
    expect(incident.pages(0)).toEqual(['2 alex 1.2 again', '4 alex 1.3 again']);
  });

  test('counts only when every alert of the incident is OK', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    incident.alarmSays('firing', 'key-2', 'checkout-latency');
    incident.alarmSays('ok');
    world.skip(10);
    expect(incident.incident.status).toBe('investigating');
    incident.alarmSays('ok', 'key-2', 'checkout-latency');
    world.skip(5);
    expect(incident.incident.status).toBe('monitoring');
  });

  test('of two alerts, one that fires again is known to fire when the other is OK', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    incident.alarmSays('firing', 'key-2', 'checkout-latency');
    incident.alarmSays('ok');
    world.skip(1);
    incident.alarmSays('firing');
    incident.alarmSays('ok', 'key-2', 'checkout-latency');
    world.skip(10);
    expect(incident.incident.status).toBe('investigating');
  });

  test('INSUFFICIENT_DATA is never taken for OK, at once or after one', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    incident.alarmSays('unknown');
    world.skip(10);
    expect(incident.incident.status).toBe('investigating');
    expect(types(incident)).toContain('AlertLostSight');
    incident.alarmSays('ok');
    world.skip(3);
    incident.alarmSays('unknown');
    world.skip(10);
    expect(incident.incident.status).toBe('investigating');
    expect(incident.incident.quietSince).toBeUndefined();
  });

  test('changes no public word except one line, which a person has not confirmed', () => {
    const world = new World();
    const incident = world.open({ severity: 1, publishes: true });
    world.skip(6);
    const before = incident.notice!;
    world.skip(1);
    incident.alarmSays('ok');
    expect(incident.notice).toEqual(before);
    world.skip(5);
    const { version, changedAt, measurementsNormalAt, ...same } = incident.notice!;
    expect(measurementsNormalAt).toBe('2027-07-03T01:09:41.000Z');
    expect(before).toMatchObject(same);
    expect(version).toBe(before.version + 1);
    expect(changedAt > before.changedAt).toBe(true);
  });

  test('changes nothing for an incident that is resolved', () => {
    const incident = new World().open();
    closeIt(incident);
    expect(incident.alarmSays('ok')).toBe(false);
    expect(incident.alarmSays('unknown')).toBe(false);
  });
});
