import { instant } from '../../domain/instant';
import { night } from '../support/domain-alerts';
import { apiScene } from './support/api-scene';

const wish = { title: 'Nobody can pay', severity: 'SEV-1', service: 'checkout', idempotencyKey: 'wish-0001' };

async function scene() {
  const api = await apiScene();
  const declare = (body: unknown, who = 'alex') =>
    api.call('POST /incidents', {
      body: JSON.stringify(body),
      requestContext: { authorizer: { iam: { userArn: `arn:aws:sts::1:assumed-role/responders/${who}` } } },
    } as never);
  return { ...api, declare };
}

test('M18: a person opens an incident, which pages as its severity says, and says who declared it', async () => {
  const { declare, world } = await scene();
  const answer = await declare({ ...wish, summary: 'The till shows an error.', type: 'security' }, 'sam');
  expect(answer.json()).toMatchObject({
    done: expect.stringContaining('M2PT opened: SEV-1 Nobody can pay, because Sam declared it.') as string,
    incident: { id: 'M2PT', severity: 'SEV-1', service: 'checkout' },
  });
  expect(world.incidents.get('M2PT')).toMatchObject({
    detectionSource: 'internal',
    incidentType: 'security',
    summary: 'The till shows an error.',
    severityBecause: 'Sam declared it',
    paged: ['alex'],
    publicNotice: { state: 'none' },
  });
  expect(world.entries.find(({ incidentId }) => incidentId === 'M2PT')).toMatchObject({ by: 'Sam' });
});

test('said again under the same key, by a retry or at the same moment, it opens once', async () => {
  const { declare, world, store } = await scene();
  store.beforeCommit = async () => void (await declare(wish));
  expect((await declare(wish)).json()).toMatchObject({ already: 'N4RV is open already.', incident: { id: 'N4RV' } });
  expect((await declare(wish)).json()).toMatchObject({ already: 'N4RV is open already.' });
  expect([...world.incidents.keys()]).toEqual(['K7MQ', 'N4RV']);
});

test('M18 M24: alarms of the service join what was declared; declared once more, it opens and names the other', async () => {
  const { declare, store } = await scene();
  const first = await declare(wish);
  expect(first.json()['done']).not.toContain('as well');
  expect(store.services.get('checkout')).toMatchObject({ incidentId: 'M2PT', openedAt: night, joinedAt: night });
  const second = await declare({ ...wish, idempotencyKey: 'wish-0002' });
  expect(second.json()['done']).toMatch(/\nM2PT is open for checkout as well: you declared a second one\.$/);
  expect(store.services.get('checkout')).toMatchObject({ incidentId: 'N4RV' });
  await declare({ ...wish, service: undefined, idempotencyKey: 'wish-0003' });
  expect([...store.services.keys()]).toEqual(['checkout']);
});

test('who stands in for somebody on call is paged for what is declared, too', async () => {
  const { declare, store, world } = await scene();
  const arranged = { id: 'o', rotation: 'data', instead: { person: 'kim' }, reason: 'x', by: 'Kim', madeAt: night };
  store.overrides = [{ ...arranged, from: night, until: instant(Date.parse('2099-01-01')) }];
  await declare({ ...wish, service: 'warehouse' });
  expect(world.incidents.get('M2PT')?.paged).toEqual(['kim']);
});

test('I2: an alarm that opens for the service at the same moment is seen: the declared one is said to be the second', async () => {
  const { declare, store } = await scene();
  const opened = { incidentId: 'K7MQ', openedAt: night, joinedAt: night };
  store.beforeCommit = () => void store.services.set('checkout', opened);
  expect((await declare(wish)).json()['done']).toContain('K7MQ is open for checkout as well');
});

test('M32: what a customer noticed says so, and when it began is told by a clock on a wall', async () => {
  const { declare, world } = await scene();
  await declare({ ...wish, customer: true, startedAt: '02:58', timeZone: 'Europe/Berlin' });
  expect(world.incidents.get('M2PT')).toMatchObject({
    detectionSource: 'customer',
    startedAt: '2027-07-03T00:58:00.000Z',
    detectedAt: night,
  });
});

test.each<[object, RegExp]>([
  [{ severity: 'SEV-9' }, /severity is SEV-1, SEV-2, SEV-3 or SEV-4/],
  [{ service: 'chekout' }, /no service "chekout"\. Did you mean "checkout"\? There are: checkout, sign-in/],
  [{ type: 'securty' }, /no incident type "securty"\. Did you mean "security"\?/],
  [{ title: ' ' }, /title must not be empty/],
  [{ idempotencyKey: undefined }, /idempotencyKey is missing/],
  [{ idempotencyKey: 'a b' }, /idempotencyKey takes/],
  [{ startedAt: 'teatime' }, /"teatime" is no time/],
  [{ startedAt: '2099-01-01T00:00:00Z' }, /still to come/],
  [{ startedAt: '14:02', timeZone: 'Mars' }, /"Mars" is no time zone/],
  [{ admin: true }, /admin is not something it takes/],
])('declared with %j it is refused, and nothing opens', async (patch, sentence) => {
  const { declare, store } = await scene();
  const answer = await declare({ ...wish, ...patch });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()['refused']).toMatch(sentence);
  expect(store.calls).not.toContain('commit');
});
