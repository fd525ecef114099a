import { acknowledge } from '../../domain/commands';
import { plus } from '../../domain/instant';
import { night } from '../support/domain-alerts';
import { anAlarmEvent } from '../support/domain-events';
import { apiScene } from './support/api-scene';

test('what no rule knew in the last 30 days is told as the rules that would have known it', async () => {
  const { call, world } = await apiScene();
  const { incident } = world.open({ id: 'M2PT' });
  const cameAs = { source: 'aws.cloudwatch', namespace: 'AWS/RDS' };
  world.incidents.set('M2PT', { ...incident, title: 'mystery', cameAs });
  expect((await call('GET /unmatched')).json()).toMatchObject({ rules: [{ when: { name: 'mystery', ...cameAs } }] });
  world.now = plus(world.now, 31 * 86_400_000);
  expect((await call('GET /unmatched')).json()).toMatchObject({ rules: [] });
});

describe('a command', () => {
  test('is carried out as the caller, and answers what was done', async () => {
    const { command, incident } = await apiScene();
    const answer = await command('update', { status: 'identified', note: 'A bad deploy.' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      done: 'SEV-1. Status: Mitigating. ETA: Unknown. A bad deploy.',
      incident: { id: 'K7MQ', status: 'identified', alertCount: 3 },
    });
    expect(incident.timeline.at(-1)?.by).toBe('Alex');
  });

  test('by somebody whom the configuration does not know is theirs by the name of their session', async () => {
    const { command, incident } = await apiScene();
    await command('ack', {}, 'robin@example.com');
    expect(incident.incident.acknowledgement).toMatchObject({ by: 'robin@example.com', name: 'robin@example.com' });
  });

  test('takes an incident in small letters', async () => {
    const { command } = await apiScene();
    expect((await command('ack', {}, 'alex', 'k7mq')).statusCode).toBe(200);
  });

  test('M68: only public text reaches customers', async () => {
    const { command, world } = await apiScene();
    await command('update', { note: 'db-7 is on fire', public: 'Cards may fail.', nextIn: 1_800_000 });
    expect(JSON.stringify([...world.said.values(), ...world.notices.values()])).not.toContain('db-7');
    expect(world.said.get('notice-1')).toMatchObject([{ kind: 'person', text: 'Cards may fail.' }]);
  });

  test.each<[string, unknown, number, RegExp]>([
    ['explode', {}, 404, /There is no command "explode"/],
    ['constructor', {}, 404, /There is no command/],
    ['update', {}, 400, /say something/],
    ['update', { nextIn: 5 }, 400, /go with public/],
    ['update', { note: '  ' }, 400, /note must not be empty/],
    ['update', { note: 'x'.repeat(2_001) }, 400, /longer than 2000/],
    ['update', { status: 'resolved' }, 400, /to end it, use resolve/],
    ['update', { public: 'x', component: 'moon' }, 400, /There are: checkout, sign-in/],
    ['update', { note: 'x', admin: true }, 400, /admin is not something it takes/],
    ['resolve', {}, 400, /reason is missing/],
    ['severity', { severity: 9, reason: 'x' }, 400, /SEV-1, SEV-2, SEV-3 or SEV-4/],
    ['update', '[1]', 400, /no JSON object/],
    ['update', '{', 400, /no JSON object/],
    ['retract', { reason: 'x' }, 409, /nothing to retract/],
  ])('%s %j is refused with %i', async (name, body, status, sentence) => {
    const { command, store } = await apiScene();
    const answer = await command(name, body);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()['refused']).toMatch(sentence);
    expect(store.calls).not.toContain('commit');
  });

  test('for an incident that does not exist is refused', async () => {
    const { command } = await apiScene();
    expect((await command('ack', {}, 'alex', 'ZZZZ')).statusCode).toBe(404);
  });

  test('that loses a race is decided anew on what is true by then', async () => {
    const { command, store, incident } = await apiScene();
    store.beforeCommit = () => void incident.command('sam', acknowledge);
    expect((await command('ack', {})).json()).toMatchObject({ already: 'Sam has had it since 01:02 UTC.' });
  });

  test('that loses again and again says so', async () => {
    const { command, store } = await apiScene();
    store.commit = () => Promise.resolve('lost-race');
    expect(await command('ack', {})).toMatchObject({ statusCode: 409 });
  });
});

test('show tells an incident with its timeline, and who is next', async () => {
  const { call } = await apiScene();
  const shown = (await call('GET /incidents/{id}', { pathParameters: { id: 'K7MQ' } })).json();
  expect(shown).toMatchObject({
    incident: {
      id: 'K7MQ',
      severityBecause: 'rule checkout-down',
      publicNotice: { state: 'waiting', text: 'Paying by card may fail or be slow.', holds: 0 },
      nextPage: { level: 2, names: ['Sam'], at: plus(night, 5 * 60_000) },
    },
  });
  expect((shown['timeline'] as { type: string }[])[0]?.type).toBe('IncidentOpened');
});

test('classify explains by the functions of intake, and does nothing', async () => {
  const { call, store } = await apiScene();
  const classify = async (event: unknown) => (await call('POST /classify', { body: JSON.stringify({ event }) })).json();
  store.calls.length = 0;
  expect(await classify(anAlarmEvent())).toMatchObject({
    kind: 'alert',
    classification: { severity: 'SEV-2', because: 'rule server-cpu', publishes: false },
    levels: [['Alex'], ['Sam'], ['Kim']],
  });
  const { steps, reports, policy } = await classify(anAlarmEvent());
  expect(reports).toEqual([]);
  expect(policy).toBe('severity policy 1, agreed on 2026-11-02 by Alex (engineering) and Kim (customer support)');
  expect(steps).toHaveLength(5);
  expect(steps).toContainEqual({
    place: 'rule table',
    severity: 'SEV-2',
    because: 'rule server-cpu',
    decides: true,
    passedOver: expect.arrayContaining([
      { rule: 'checkout-down', because: 'its name is ServerCpuTooHigh, not checkout-5xx' },
    ]) as unknown,
  });
  expect(await classify(anAlarmEvent({ alarmName: 'TargetTracking-x' }))).toEqual({
    kind: 'ignored',
    ignored: 'an auto-scaling alarm',
  });
  expect(await classify(null)).toMatchObject({ kind: 'malformed', classification: { needsSeverity: true } });
  expect((await call('POST /classify', { body: '{}' })).statusCode).toBe(400);
  expect(store.calls).toEqual([]);
});

test('a route that does not exist is refused', async () => {
  const { call } = await apiScene();
  expect((await call('DELETE /incidents')).statusCode).toBe(404);
});
