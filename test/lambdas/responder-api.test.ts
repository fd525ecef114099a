import { acknowledge } from '../../domain/commands';
import { plus } from '../../domain/instant';
import { resolve } from '../../domain/public-commands';
import { linkToken } from '../../lambdas/link-token';
import type { ApiEvent } from '../../lambdas/responder-api/http';
import { responderApi } from '../../lambdas/responder-api/responder-api';
import { night } from '../support/domain-alerts';
import { anAlarmEvent } from '../support/domain-events';
import { MemoryOutbox, memoryKeys } from './support/memory-outbox';
import { MemoryStore } from './support/memory-store';
import { recorders } from './support/recorders';

async function scene({ publishes = true } = {}) {
  const store = new MemoryStore();
  const { world } = store;
  const incident = world.open({ publishes });
  const outbox = new MemoryOutbox(world);
  const asked: string[] = [];
  const linkKeys = memoryKeys();
  const recorded = recorders();
  const deps = {
    incidents: Object.assign(store, {
      list: async () => [...world.incidents.values()],
      alertCounts: async () => new Map([['K7MQ', 3]]),
      timeline: async () => incident.timeline.slice(-5),
    }),
    outbox: { message: (id: string, number: number) => (asked.push(`${id} ${number}`), outbox.message(id, number)) },
    linkKeys,
    pageUrl: 'https://status.example.com',
    newNoticeId: () => 'notice-1',
    now: () => world.now,
    log: recorded.log,
  };
  const call = async (routeKey: string, given: Partial<ApiEvent> = {}) => {
    const answer = await responderApi({ routeKey, requestContext: {}, ...given } as ApiEvent, deps);
    return { ...answer, body: answer.body ?? '', json: () => JSON.parse(answer.body ?? '') as Record<string, unknown> };
  };
  const tokenOf = (number: number) => linkToken({ incidentId: 'K7MQ', number }, linkKeys);
  const link = (method: string, token: string, rest = '') =>
    call(`${method} /a/{token}${rest}`, { pathParameters: { token } });
  const command = (name: string, body: unknown, who = 'alex', id = 'K7MQ') =>
    call('POST /incidents/{id}/{command}', {
      pathParameters: { id, command: name },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      requestContext: { authorizer: { iam: { userArn: `arn:aws:sts::1:assumed-role/responders/${who}` } } },
    } as unknown as Partial<ApiEvent>);
  return { store, world, incident, asked, call, tokenOf, link, command, ...recorded };
}

describe('the link of a message', () => {
  test('GET and HEAD change nothing, however often and whoever looks', async () => {
    const { link, tokenOf, incident, store } = await scene();
    const token = await tokenOf(1);
    const before = incident.incident;
    for (const method of ['GET', 'HEAD', 'GET']) expect((await link(method, token)).statusCode).toBe(200);
    expect(incident.incident).toBe(before);
    expect(store.calls).not.toContain('commit');
  });

  test('POST acknowledges as the person whose message it is, then shows the page', async () => {
    const { link, tokenOf, incident } = await scene();
    const token = await tokenOf(1);
    const answer = await link('POST', token);
    expect(answer).toMatchObject({
      statusCode: 303,
      headers: { location: `/a/${token}`, 'cache-control': 'no-store' },
    });
    expect(incident.incident.acknowledgement).toMatchObject({ by: 'alex', name: 'Alex' });
    const { body } = await link('GET', token);
    expect(body).toContain('You have it, Alex, 03:02. Nobody else will be paged.');
  });

  test('POST twice, by two people, or after the resolve: still one acknowledgement, and each is told how it is', async () => {
    const { link, tokenOf, incident } = await scene();
    const [alex, kim] = [await tokenOf(1), await tokenOf(2)];
    await link('POST', alex);
    const once = incident.incident;
    for (const token of [alex, kim]) expect((await link('POST', token)).statusCode).toBe(303);
    expect(incident.incident).toBe(once);
    expect((await link('GET', kim)).body).toContain('Alex has had it since 02:02.');
    incident.command('alex', (context) => resolve(context, { reason: 'x' }));
    expect((await link('POST', kim)).statusCode).toBe(303);
    expect((await link('GET', kim)).body).toContain('Resolved 02:02 by Alex. Nothing to do.');
  });

  test('of two who press at the same moment, one has it', async () => {
    const { link, tokenOf, incident } = await scene();
    await Promise.all([link('POST', await tokenOf(1)), link('POST', await tokenOf(2))]);
    expect(incident.timeline.filter(({ type }) => type === 'Acknowledged')).toHaveLength(1);
  });

  test('hold keeps the notice back', async () => {
    const { link, tokenOf, incident } = await scene();
    const token = await tokenOf(1);
    expect((await link('GET', token)).body).toContain('Hold 15 min');
    await link('POST', token, '/hold');
    expect(incident.incident.publicNotice).toMatchObject({ holds: 1, dueAt: plus(night, 20 * 60_000) });
  });

  test('one that we did not sign is refused without a word about why, and asks nothing of the table', async () => {
    const { link, tokenOf, asked, store, codes } = await scene();
    const token = await tokenOf(1);
    store.calls.length = 0;
    const forged = token.slice(0, 27) + (token.endsWith('A') ? 'B' : 'A');
    for (const odd of [forged, '', 'x', '../../etc', '%00', token.slice(1)]) {
      for (const [method, rest] of [['GET'], ['POST'], ['POST', '/hold']] as const) {
        const answer = await link(method, odd, rest);
        expect(answer.statusCode).toBe(404);
        expect(answer.body).toContain('This link does not work.');
      }
    }
    expect([...asked, ...store.calls]).toEqual([]);
    expect(new Set(codes())).toEqual(new Set(['T502']));
  });

  test('one that has expired, or whose message never was, does nothing', async () => {
    const { link, tokenOf, world, incident } = await scene();
    const [token, never] = [await tokenOf(1), await tokenOf(99)];
    expect((await link('POST', never)).statusCode).toBe(404);
    world.now = plus(night, 24 * 3_600_000);
    expect((await link('POST', token)).statusCode).toBe(404);
    expect(incident.incident.acknowledgement).toBeUndefined();
  });

  test('the page runs nothing, is kept nowhere and tells no other site where it was', async () => {
    const { link, tokenOf } = await scene();
    const { headers, body } = await link('GET', await tokenOf(1));
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
      ) as string,
    });
    expect(body).not.toMatch(/<script|javascript:|onclick/i);
  });
});

test('the acknowledge page reads from what matters most to what matters least', async () => {
  const { link, tokenOf } = await scene();
  const text = (await link('GET', await tokenOf(1))).body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const wanted = [
    'SEV-1 · NOT ACKNOWLEDGED · since 03:02 CEST',
    'checkout-5xx: Paying by card is failing.',
    'Sam is paged at 03:07.',
    'Acknowledge as Alex',
    'Paging stops. Nothing is resolved or published.',
    'Customers see: nothing yet. At 03:07 they will read: “Paying by card may fail or be slow.”',
    'Hold 15 min',
    'HTTP 5xx 42 %, limit 5 %',
    'Runbook',
    'K7MQ. This link is Alex',
  ];
  const places = wanted.map((words) => text.indexOf(words));
  expect(places).not.toContain(-1);
  expect([...places].sort((one, other) => one - other)).toEqual(places);
});

describe('a command', () => {
  test('is carried out as the caller, and answers what was done', async () => {
    const { command, incident } = await scene();
    const answer = await command('update', { status: 'identified', note: 'A bad deploy.' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      done: 'SEV-1. Status: Mitigating. ETA: Unknown. A bad deploy.',
      incident: { id: 'K7MQ', status: 'identified', alertCount: 3 },
    });
    expect(incident.timeline.at(-1)?.by).toBe('Alex');
  });

  test('by somebody whom the configuration does not know is theirs by the name of their session', async () => {
    const { command, incident } = await scene();
    await command('ack', {}, 'robin@example.com');
    expect(incident.incident.acknowledgement).toMatchObject({ by: 'robin@example.com', name: 'robin@example.com' });
  });

  test('takes an incident in small letters', async () => {
    const { command } = await scene();
    expect((await command('ack', {}, 'alex', 'k7mq')).statusCode).toBe(200);
  });

  test('M68: only public text reaches customers', async () => {
    const { command, world } = await scene();
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
    const { command, store } = await scene();
    const answer = await command(name, body);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()['refused']).toMatch(sentence);
    expect(store.calls).not.toContain('commit');
  });

  test('for an incident that does not exist is refused', async () => {
    const { command } = await scene();
    expect((await command('ack', {}, 'alex', 'ZZZZ')).statusCode).toBe(404);
  });

  test('that loses a race is decided anew on what is true by then', async () => {
    const { command, store, incident } = await scene();
    store.beforeCommit = () => void incident.command('sam', acknowledge);
    expect((await command('ack', {})).json()).toMatchObject({ already: 'Sam has had it since 01:02 UTC.' });
  });

  test('that loses again and again says so', async () => {
    const { command, store } = await scene();
    store.commit = () => Promise.resolve('lost-race');
    expect(await command('ack', {})).toMatchObject({ statusCode: 409 });
  });
});

test('show tells an incident with its timeline, and who is next', async () => {
  const { call } = await scene();
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
  const { call, store } = await scene();
  const classify = async (event: unknown) => (await call('POST /classify', { body: JSON.stringify({ event }) })).json();
  store.calls.length = 0;
  expect(await classify(anAlarmEvent())).toMatchObject({
    kind: 'alert',
    classification: { severity: 'SEV-2', because: 'rule server-cpu', publishes: false },
    levels: [['Alex'], ['Sam'], ['Kim']],
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
  const { call } = await scene();
  expect((await call('DELETE /incidents')).statusCode).toBe(404);
});
