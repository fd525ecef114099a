import { minute, plus } from '../../domain/instant';
import { kinOf, joins } from '../../domain/joining';
import { intake, message } from './support/intake-scene';
import { World } from '../support/domain-world';

const incidents = ({ world }: ReturnType<typeof intake>) => [...world.incidents.values()];

/** A composite that fires because of these children. */
function composite(children: readonly string[], minutes = 0) {
  const { messageId, body } = message('ALARM', minutes, { name: 'sign-in-errors-composite' });
  const event = JSON.parse(body) as { detail: { state: object } };
  const reasonData = JSON.stringify({ triggeringAlarms: children.map((name) => ({ arn: `arn:alarm:${name}` })) });
  const detail = { ...event.detail, state: { ...event.detail.state, reasonData } };
  return { messageId, body: JSON.stringify({ ...event, detail }) };
}

describe('a composite alarm', () => {
  test('covers its children: what they say later counts in its incident, and pages nobody', async () => {
    const scene = intake();
    await scene.take([composite(['disk', 'queue'])]);
    expect(scene.key('disk')).toMatchObject({ incidentId: 'ID01', signal: 'unknown', count: 0 });
    await scene.take([message('ALARM', 1, { name: 'disk' }), message('ALARM', 1, { name: 'queue' })], 1);
    expect(incidents(scene)).toHaveLength(1);
    expect(scene.pages()).toEqual(['alex']);
    expect(Object.values(incidents(scene)[0]!.alerts).map(({ name }) => name)).toEqual([
      'sign-in-errors-composite',
      'disk',
      'queue',
    ]);
    expect(scene.key('disk').count).toBe(1);
  });

  test('joins the incident of a child that fired first', async () => {
    const scene = intake();
    await scene.take([message('ALARM', 0, { name: 'disk' })]);
    await scene.take([composite(['queue', 'disk'], 30)], 30);
    expect(incidents(scene)).toHaveLength(1);
    expect(scene.key('queue')).toMatchObject({ incidentId: 'ID01', signal: 'unknown' });
    expect(scene.key('disk')).toMatchObject({ incidentId: 'ID01', signal: 'firing', count: 1 });
  });

  test('that fires again for another child covers that one, too, and leaves a child where it is', async () => {
    const scene = intake();
    await scene.take([composite(['disk'])]);
    await scene.take([message('OK', 1, { name: 'sign-in-errors-composite' })], 1);
    await scene.take([message('ALARM', 2, { name: 'queue' })], 2);
    await scene.take([composite(['queue', 'disk', 'network'], 3)], 3);
    expect(scene.key('network')).toMatchObject({ incidentId: 'ID01', signal: 'unknown', count: 0 });
    expect(scene.key('queue')).toMatchObject({ incidentId: 'ID02', signal: 'firing' });
    await scene.take([message('ALARM', 4, { name: 'network' })], 4);
    expect(incidents(scene)).toHaveLength(2);
  });

  test('that is OK again does not make quiet what a child still says', async () => {
    const scene = intake();
    await scene.take([composite(['disk'])]);
    await scene.take([message('ALARM', 1, { name: 'disk' })], 1);
    await scene.take([message('OK', 2, { name: 'sign-in-errors-composite' })], 2);
    expect(incidents(scene)[0]?.quietSince).toBeUndefined();
  });
});

describe('what a service depends on', () => {
  const services = [
    { id: 'shop', name: 'Shop', owner: 'x', dependsOn: ['checkout'] },
    { id: 'checkout', name: 'Checkout', owner: 'x', dependsOn: ['bank', 'shop'] },
    { id: 'bank', name: 'Bank', owner: 'x' },
  ];
  const world = new World();
  const { incident } = world.open({ severity: 2 });
  const row = { incidentId: 'K7MQ', openedAt: world.now, joinedAt: world.now };
  const situation = { services: new Map([['checkout', row]]), silences: [], maintenances: [] } as unknown as Parameters<
    typeof kinOf
  >[2];
  const kin = { by: 'dependency', incidentId: 'K7MQ', service: 'checkout' } as const;
  const newcomer = {
    service: 'shop',
    severity: 2,
    incidentType: incident.incidentType,
    observed: false,
    publishes: false,
  } as const;

  test('is asked for an hour, directly and through others, and a service never covers itself', () => {
    const at = (minutes: number) => kinOf('shop', [], situation, services, plus(world.now, minutes * minute));
    expect(at(60)).toEqual([kin]);
    expect(at(61)).toEqual([]);
    expect(kinOf('checkout', [], situation, services, plus(world.now, 11 * minute))).toEqual([]);
    expect(kinOf('bank', [], situation, services, world.now)).toEqual([]);
    expect(kinOf('shop', [], { ...situation, services: new Map([['bank', row]]) }, services, world.now)).toHaveLength(
      1,
    );
  });

  test('covers what is no worse while it fires; what is worse, or customers are to read, or a type with other people, opens its own', () => {
    expect(joins(newcomer, kin, incident, world.now)).toBe(true);
    expect(joins({ ...newcomer, severity: 1 }, kin, incident, world.now)).toBe(false);
    expect(joins({ ...newcomer, publishes: true }, kin, incident, world.now)).toBe(false);
    expect(joins({ ...newcomer, incidentType: 'security' }, kin, incident, world.now)).toBe(false);
    expect(joins(newcomer, kin, incident, plus(world.now, 61 * minute))).toBe(false);
    const ok = Object.fromEntries(
      Object.entries(incident.alerts).map(([key, state]) => [key, { ...state, signal: 'ok' as const }]),
    );
    expect(joins(newcomer, kin, { ...incident, alerts: ok }, world.now)).toBe(false);
    expect(joins(newcomer, kin, { ...incident, status: 'monitoring' }, world.now)).toBe(false);
  });

  test('the alarm that it covers is told with why, counts there, and pages nobody', async () => {
    const scene = intake();
    const { messageId, body } = message('ALARM', 0, { name: 'api-gateway' });
    const event = JSON.parse(body) as { detail: object };
    const alarmTags = { 'tocsin:severity': 'SEV-1', 'tocsin:service': 'api' };
    await scene.take([{ messageId, body: JSON.stringify({ ...event, detail: { ...event.detail, alarmTags } }) }]);
    await scene.take([message('ALARM', 40, { name: 'checkout-latency' })], 40);
    expect(incidents(scene)).toHaveLength(1);
    expect(scene.pages()).toEqual(['alex']);
    expect(scene.world.entries.at(-1)?.text).toBe(
      'checkout-latency fires too (SEV-2 because rule checkout-slow). Covered by api: nobody is paged for it.',
    );
    expect(scene.key('checkout-latency')).toMatchObject({ incidentId: 'ID01', count: 1 });
    expect([...scene.store.services.keys()]).toEqual(['api']);
    await scene.take([message('OK', 41, { name: 'api-gateway' })], 41);
    expect(incidents(scene)[0]?.quietSince).toBeUndefined();
    await scene.take([message('ALARM', 42)], 42);
    expect(incidents(scene)).toHaveLength(2);
  });
});
