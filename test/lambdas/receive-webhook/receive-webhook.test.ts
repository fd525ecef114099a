import type {
  IncidentAlertDetail,
  UnreadableDetail,
} from '../../../domain/alert-sources/webhooks/incident-alert-detail';
import type { WebhookSource } from '../../../domain/webhook-source';
import { rateLimit } from '../../../lambdas/receive-webhook/rate-limit';
import { receiveWebhook } from '../../../lambdas/receive-webhook/receive-webhook';
import type { WebhookEvent } from '../../../lambdas/receive-webhook/request';
import { recorders } from '../support/recorders';

const sources: readonly WebhookSource[] = [
  { id: 'shop', format: 'pagerduty' },
  { id: 'ops', format: 'pagerduty' },
  { id: 'grafana', format: 'grafana' },
  { id: 'datadog', format: 'datadog' },
  { id: 'jobs', format: 'heartbeats' },
];
const alert = { status: 'firing', labels: { alertname: 'A' }, fingerprint: 'f' };

function intake({ busDown = false, storeDown = false } = {}) {
  const put: { source: string; alerts: readonly (IncidentAlertDetail | UnreadableDetail)[] }[] = [];
  const asked: string[] = [];
  const reports: string[] = [];
  const { log, count, codes, counted, lines } = recorders();
  const deps = {
    sources,
    secrets: {
      secretsOf: async (id: string) => {
        asked.push(id);
        if (storeDown) throw new Error('the store is down');
        return [`secret-of-${id}`];
      },
    },
    alertBus: {
      report: async (source: string, heartbeat: string) => void reports.push(`${source} ${heartbeat}`),
      put: async (source: string, alerts: readonly (IncidentAlertDetail | UnreadableDetail)[]) => {
        if (busDown) throw new Error('the bus is down');
        put.push({ source, alerts });
      },
    },
    heartbeats: ['nightly'],
    rate: rateLimit(() => 0),
    newDedupKey: () => 'made-here',
    log,
    count,
  };
  const send = async (path: string, body: unknown, more: Partial<WebhookEvent> = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const event = { routeKey: `POST ${path}`, headers: {}, body: text, isBase64Encoded: false, ...more };
    const { statusCode, body: answered, headers } = await receiveWebhook(event, deps);
    return { statusCode, headers, answer: JSON.parse(String(answered)) as Record<string, unknown> };
  };
  const alerts = (source: string, body: unknown, more: Partial<WebhookEvent> = {}) =>
    send(`/alerts/${source}`, body, { headers: { authorization: `Bearer secret-of-${source}` }, ...more });
  const enqueue = (event: object, key = 'secret-of-shop') => send('/v2/enqueue', { routing_key: key, ...event });
  return { reports, send, alerts, enqueue, put, asked, codes, counted, lines };
}

const trigger = { event_action: 'trigger', payload: { summary: 'S', source: 'h', severity: 'info' } };

test('a routing key says which source it is', async () => {
  const { enqueue, put } = intake();
  expect((await enqueue(trigger)).statusCode).toBe(202);
  expect((await enqueue(trigger, 'secret-of-ops')).statusCode).toBe(202);
  expect((await enqueue(trigger, 'secret-of-grafana')).statusCode).toBe(400);
  expect(put.map(({ source }) => source)).toEqual(['webhook.shop', 'webhook.ops']);
});

test('a report of a job goes to the bus under its source; an unknown job and a wrong secret get nothing', async () => {
  const { send, reports } = intake();
  const report = (id: string, secret: string) =>
    send('/heartbeats/{id}', '', { pathParameters: { id }, headers: { authorization: `Bearer ${secret}` } });
  expect((await report('nightly', 'secret-of-jobs')).statusCode).toBe(202);
  expect((await report('weekly', 'secret-of-jobs')).statusCode).toBe(404);
  expect((await report('nightly', 'secret-of-shop')).statusCode).toBe(401);
  expect(reports).toEqual(['webhook.jobs nightly']);
});

test('a trigger without a key gets one, and is told it', async () => {
  const { enqueue, put } = intake();
  expect((await enqueue(trigger)).answer).toEqual({
    status: 'success',
    message: 'Event processed',
    dedup_key: 'made-here',
  });
  expect(put[0]!.alerts).toMatchObject([{ dedupKey: 'made-here', status: 'firing' }]);
});

test('a machine does not acknowledge for a person: taken, counted, and that is all', async () => {
  const { enqueue, put, counted } = intake();
  expect((await enqueue({ event_action: 'acknowledge', dedup_key: 'k' })).statusCode).toBe(202);
  expect(put).toEqual([]);
  expect(counted['MachineAcknowledgements']).toBe(1);
});

test('an event that closes nothing is refused and leaves no alert; one that opens nothing pages', async () => {
  const { enqueue, put } = intake();
  expect((await enqueue({ event_action: 'resolve' })).statusCode).toBe(400);
  expect(put).toEqual([]);
  expect((await enqueue({ event_action: 'trigger' })).statusCode).toBe(400);
  expect((await enqueue({})).statusCode).toBe(400);
  expect(put.map(({ alerts }) => alerts)).toMatchObject([[{ unreadable: expect.any(String) as string }], [{}]]);
});

test.each([['{"half'], ['[]'], ['7'], ['null'], [''], ['"text"']])(
  'B9: the body %s has no routing key, so it has no sender: refused, before the store is asked',
  async (body) => {
    const { send, asked, put } = intake();
    const { statusCode, answer } = await send('/v2/enqueue', body);
    expect([statusCode, answer['status'], asked, put]).toEqual([400, 'invalid event', [], []]);
  },
);

test('B9: no secret, a wrong one, and one of another source cost no call to the bus', async () => {
  const { send, put, asked } = intake();
  for (const authorization of [undefined, 'Bearer x', 'Bearer secret-of-datadog', 'Basic !!']) {
    const { statusCode, headers } = await send('/alerts/grafana', { alerts: [alert] }, { headers: { authorization } });
    expect([statusCode, headers?.['www-authenticate']]).toEqual([401, 'Bearer, Basic realm="Tocsin"']);
  }
  expect(put).toEqual([]);
  expect(asked).toEqual(['grafana', 'grafana']);
});

test('what is readable goes to the bus, and what is not goes with it', async () => {
  const { alerts, put } = intake();
  const { statusCode, answer } = await alerts('grafana', { alerts: [alert, 7] });
  expect([statusCode, answer]).toEqual([202, { accepted: 1, unreadable: 1 }]);
  expect(put[0]!.alerts).toMatchObject([
    { dedupKey: 'f' },
    { unreadable: '1 of 2 alerts: status is not "firing" or "resolved"', received: expect.any(String) as string },
  ]);
});

test('B1: a body that is no JSON pages; Grafana is told that it was taken, Datadog that it was not', async () => {
  const { alerts, put } = intake();
  expect((await alerts('grafana', 'no <JSON>')).statusCode).toBe(202);
  const { statusCode, answer } = await alerts('datadog', 'no <JSON>');
  expect(statusCode).toBe(400);
  expect(JSON.stringify(answer)).not.toContain('<JSON>');
  expect(put.map(({ alerts: [only] }) => only)).toEqual([
    { schemaVersion: 1, unreadable: 'the body is no JSON', received: 'no <JSON>' },
    { schemaVersion: 1, unreadable: 'the body is no JSON', received: 'no <JSON>' },
  ]);
});

test('a body in base64, with a byte order mark, is a body too', async () => {
  const { alerts, put } = intake();
  const body = Buffer.from(`\uFEFF${JSON.stringify({ alerts: [alert] })}`).toString('base64');
  expect((await alerts('grafana', body, { isBase64Encoded: true })).statusCode).toBe(202);
  expect(put[0]!.alerts).toMatchObject([{ dedupKey: 'f' }]);
});

test('B2: 512 KB are taken; a byte more is refused, and of a known sender it pages', async () => {
  const { alerts, enqueue, put } = intake();
  const filled = (length: number) => {
    const empty = JSON.stringify({ alerts: [alert], fill: '' });
    return JSON.stringify({ alerts: [alert], fill: 'x'.repeat(length - empty.length) });
  };
  expect((await alerts('grafana', filled(524_288))).statusCode).toBe(202);
  expect((await alerts('grafana', filled(524_289))).statusCode).toBe(413);
  expect(put[1]!.alerts).toEqual([{ schemaVersion: 1, unreadable: 'the body is larger than 512 KB' }]);
  expect((await enqueue({ ...trigger, fill: 'x'.repeat(524_288) })).statusCode).toBe(413);
});

test('F8: a bus that does not take it, or a store that is down, is the sender’s to try again', async () => {
  expect((await intake({ busDown: true }).alerts('grafana', { alerts: [alert] })).statusCode).toBe(503);
  expect((await intake({ busDown: true }).enqueue(trigger)).statusCode).toBe(503);
  expect((await intake({ storeDown: true }).enqueue(trigger)).statusCode).toBe(503);
});

test('each source has its own rate', async () => {
  const { enqueue, alerts } = intake();
  for (let call = 0; call < 120; call++) await enqueue(trigger);
  expect((await enqueue(trigger)).statusCode).toBe(429);
  expect((await enqueue(trigger, 'secret-of-ops')).statusCode).toBe(202);
  for (let call = 0; call < 120; call++) await alerts('grafana', { alerts: [] });
  expect((await alerts('grafana', { alerts: [] })).statusCode).toBe(429);
});

test('a source that speaks PagerDuty has no address of its own, and an unknown one has none', async () => {
  const { alerts, asked } = intake();
  expect((await alerts('shop', {})).statusCode).toBe(404);
  expect((await alerts('nobody', {})).statusCode).toBe(404);
  expect(asked).toEqual([]);
});

test('I13: what is logged and counted holds no secret and no text of an alert', async () => {
  const { enqueue, alerts, lines } = intake();
  await enqueue({ ...trigger, payload: { ...trigger.payload, summary: 'canary' } });
  await enqueue({ event_action: 'canary' }, 'secret-of-canary');
  await enqueue({ event_action: 'canary' });
  await alerts('datadog', 'canary');
  expect(lines.length).toBeGreaterThan(3);
  expect(JSON.stringify(lines)).not.toMatch(/canary|secret-of/);
});
