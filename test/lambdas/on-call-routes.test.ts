import { configuration } from '../../config';
import { endOf } from '../../domain/override';
import { plus } from '../../domain/instant';
import { night } from '../support/domain-alerts';
import { apiScene } from './support/api-scene';

const hour = 3_600_000;
const stand = { rotation: 'data', person: 'kim', until: plus(night, 8 * hour), reason: 'Sam is ill' };

async function scene() {
  const api = await apiScene();
  const post = async (routeKey: string, body: unknown, id?: string) =>
    api.call(routeKey, {
      body: JSON.stringify(body),
      pathParameters: id === undefined ? undefined : { id },
      requestContext: { authorizer: { iam: { userArn: 'arn:aws:sts::1:assumed-role/responders/alex' } } },
    } as never);
  const ask = async (query: Record<string, string>) =>
    (await api.call('GET /on-call', { queryStringParameters: query })).json() as {
      calls: { level: number; at: string; people: { person: string; because: { why: string; until?: string } }[] }[];
      rotations: { id: string; shifts: { person?: string; from: string; until: string; override?: object }[] }[];
    };
  const people = async (query: Record<string, string>) =>
    (await ask(query)).calls.map(({ people }) =>
      people.map(({ person, because }) => `${person} ${because.why}`).join(),
    );
  return { ...api, post, ask, people };
}

test('M93 M94: who would be called at a time, and then who, each with the reason, when it is their time', async () => {
  const { ask, people, world } = await scene();
  const before = '2026-11-23T07:58:00.000Z';
  expect(await people({ at: before, service: 'warehouse' })).toEqual(['sam turn', 'sam turn', 'kim named']);
  const { calls } = await ask({ at: before, service: 'warehouse', severity: 'sev2' });
  expect(calls.map(({ at }) => at)).toEqual([before, plus(before, 600_000), plus(before, 1_200_000)]);
  expect(calls[0]!.people[0]!.because.until).toBe('2026-11-23T08:00:00.000Z');
  expect(await people({ service: 'checkout', severity: 'SEV-1' })).toEqual(['alex named', 'sam named', 'kim named']);
  expect(await people({})).toEqual(['alex named', 'sam named', 'kim named']);
  const mailed = await ask({ at: world.now, service: 'warehouse', severity: 'SEV-4' });
  expect(mailed.calls.map(({ level, at }) => `${level} ${at}`)).toEqual(['1 2027-07-05T07:00:00.000Z']);
});

test('M94: the coming weeks are told shift after shift, with who stands in', async () => {
  const { ask, post, world } = await scene();
  await post('POST /on-call/overrides', { ...stand, until: plus(world.now, hour) });
  const { rotations } = await ask({ weeks: '2' });
  const data = rotations.find(({ id }) => id === 'data')!;
  expect(data.shifts.map(({ person, override }) => [person, override !== undefined])).toEqual([
    ['kim', true],
    ['sam', false],
    ['alex', false],
    ['sam', false],
  ]);
  expect(data.shifts.at(-1)!.until).toBe(plus(world.now, 14 * 24 * hour));
});

test('an override is kept with who, when and why; ended, the layers count again from that moment, and it stays on record', async () => {
  const { people, post, call, store, world } = await scene();
  world.now = night;
  const made = await post('POST /on-call/overrides', stand);
  expect(made.json()).toMatchObject({
    done: expect.stringContaining('Kim has data from 01:02 UTC until 09:02 UTC.') as string,
    override: { by: 'Alex', madeAt: night, from: night, reason: 'Sam is ill' },
  });
  expect(made.body).toContain('Mind: Kim then stands on more than one level of data.');
  expect((await people({ service: 'warehouse' }))[0]).toBe('kim override');
  world.now = plus(night, hour);
  expect((await post('POST /on-call/overrides/{id}/end', {}, 'notice-1')).json()).toMatchObject({
    done: 'Ended: Kim has data.',
  });
  expect((await people({ service: 'warehouse' }))[0]).toBe('sam turn');
  expect((await people({ service: 'warehouse', at: night }))[0]).toBe('kim override');
  expect(endOf(store.overrides[0]!)).toBe(world.now);
  const again = await post('POST /on-call/overrides/{id}/end', {}, 'notice-1');
  expect(again.json()).toMatchObject({ already: 'Override notice-1 ended at 02:02 UTC.' });
  expect((await call('GET /on-call/overrides')).json()).toEqual({ overrides: [] });
  const all = (await call('GET /on-call/overrides', { queryStringParameters: { all: '1' } })).json();
  expect(all).toMatchObject({ overrides: [{ about: 'Kim has data', endedBy: 'Alex', over: true }] });
});

test('two people swap: each has what the other would have', async () => {
  const { people, post } = await scene();
  const { person: _person, ...rest } = stand;
  expect((await post('POST /on-call/overrides', { ...rest, swap: ['alex', 'sam'] })).statusCode).toBe(200);
  expect((await people({ service: 'warehouse' }))[0]).toBe('alex override');
});

test.each([
  ['an unknown rotation', { rotation: 'dat' }, 'Did you mean "data"?'],
  ['an unknown person', { person: 'pat' }, 'there is no responder "pat"'],
  ['nobody', { person: undefined }, 'say either person or swap'],
  ['both', { swap: ['alex', 'sam'] }, 'say either person or swap'],
  ['a swap with oneself', { person: undefined, swap: ['sam', 'sam'] }, 'swap: a swap takes two people'],
  [
    'a swap with somebody who takes no turns',
    { person: undefined, swap: ['sam', 'kim'] },
    'swap: Kim does not have data between 01:02 UTC and 09:02 UTC. Standing in is an override.',
  ],
  [
    'a swap of two who have nothing then',
    { person: undefined, swap: ['alex', 'kim'] },
    'swap: neither Alex nor Kim has data between 01:02 UTC and 09:02 UTC.',
  ],
  ['more than 31 days', { until: plus(night, 32 * 24 * hour) }, '31 days at most'],
  [
    'an end before its beginning',
    { until: plus(night, -hour) },
    'over before it begins: from 01:02 UTC until 00:02 UTC.',
  ],
  ['no time', { until: 'tomorrow' }, 'until is no time'],
  ['no reason', { reason: ' ' }, 'reason must not be empty'],
  ['a year from now', { from: plus(night, 400 * 24 * hour), until: plus(night, 401 * 24 * hour) }, 'more than a year'],
])('an override of %s is refused, with why', async (_, wrong, why) => {
  const { post, store, world } = await scene();
  world.now = night;
  const answer = await post('POST /on-call/overrides', { ...stand, ...wrong });
  expect([answer.statusCode, answer.json()['refused']]).toEqual([400, expect.stringContaining(why)]);
  expect(store.overrides).toEqual([]);
});

test('an override that is not there, and a question that makes no sense, are refused', async () => {
  const { post, call } = await scene();
  expect((await post('POST /on-call/overrides/{id}/end', {}, 'none')).statusCode).toBe(404);
  for (const query of [{ at: 'soon' }, { weeks: '53' }, { service: 'nope' }, { severity: '9' }])
    expect((await call('GET /on-call', { queryStringParameters: query })).statusCode).toBe(400);
});

test('raising a severity pages whoever stands in now; no other command reads the arrangements', async () => {
  const { post, command, store, world, incident } = await scene();
  const policy = configuration.escalationPolicies.find(({ id }) => id === 'data')!.levels;
  const levels = [['sam'], ['alex'], ['kim']];
  world.incidents.set('K7MQ', { ...incident.incident, severity: 3, policy, levels });
  await post('POST /on-call/overrides', { ...stand, until: plus(world.now, 8 * hour) });
  store.calls.length = 0;
  await command('update', { note: 'Looking' });
  expect(store.calls).not.toContain('situation');
  await command('severity', { severity: 'SEV-1', reason: 'It is worse' });
  expect(store.calls.filter((each) => each === 'situation')).toHaveLength(1);
  expect(world.incidents.get('K7MQ')!.levels[0]).toEqual(['kim']);
  expect(world.messages.findLast(({ kind }) => kind === 'page')).toMatchObject({ to: 'kim' });
});
