import { plus } from '../../domain/instant';
import { resolve } from '../../domain/public-commands';
import { night } from '../support/domain-alerts';
import { apiScene } from './support/api-scene';

describe('the link of a message', () => {
  test('GET and HEAD change nothing, however often and whoever looks', async () => {
    const { link, tokenOf, incident, store } = await apiScene();
    const token = await tokenOf(1);
    const before = incident.incident;
    for (const method of ['GET', 'HEAD', 'GET']) expect((await link(method, token)).statusCode).toBe(200);
    expect(incident.incident).toBe(before);
    expect(store.calls).not.toContain('commit');
  });

  test('POST acknowledges as the person whose message it is, then shows the page', async () => {
    const { link, tokenOf, incident } = await apiScene();
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
    const { link, tokenOf, incident } = await apiScene();
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
    const { link, tokenOf, incident } = await apiScene();
    await Promise.all([link('POST', await tokenOf(1)), link('POST', await tokenOf(2))]);
    expect(incident.timeline.filter(({ type }) => type === 'Acknowledged')).toHaveLength(1);
  });

  test('shows the graph of the alarm, then the dashboards of the service, and what it promises; `show` is told the same', async () => {
    const { link, tokenOf, call } = await apiScene();
    const { body } = await link('GET', await tokenOf(1));
    expect(body).toContain(
      '<a href="https://graphs.example.com/checkout" rel="noreferrer">Checkout: graphs.example.com/checkout</a>',
    );
    expect(body).toContain('99.9 % of card payments accepted, over 30 days');
    expect((await call('GET /incidents/{id}', { pathParameters: { id: 'K7MQ' } })).json()['incident']).toMatchObject({
      dashboards: ['https://graphs.example.com/checkout'],
      serviceLevel: '99.9 % of card payments accepted, over 30 days',
    });
  });

  test('hold keeps the notice back', async () => {
    const { link, tokenOf, incident } = await apiScene();
    const token = await tokenOf(1);
    expect((await link('GET', token)).body).toContain('Hold 15 min');
    await link('POST', token, '/hold');
    expect(incident.incident.publicNotice).toMatchObject({ holds: 1, dueAt: plus(night, 20 * 60_000) });
  });

  test('one that we did not sign is refused without a word about why, and asks nothing of the table', async () => {
    const { link, tokenOf, asked, store, codes } = await apiScene();
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
    const { link, tokenOf, world, incident } = await apiScene();
    const [token, never] = [await tokenOf(1), await tokenOf(99)];
    expect((await link('POST', never)).statusCode).toBe(404);
    world.now = plus(night, 24 * 3_600_000);
    expect((await link('POST', token)).statusCode).toBe(404);
    expect(incident.incident.acknowledgement).toBeUndefined();
  });

  test('the page runs nothing, is kept nowhere and tells no other site where it was', async () => {
    const { link, tokenOf } = await apiScene();
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
  const { link, tokenOf } = await apiScene();
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
