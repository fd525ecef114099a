import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Story } from '../support/story';
import { enqueue, post, postAlerts } from '../support/webhook-sender';

describe('alerts by HTTP', () => {
  let story: Story;
  beforeEach(async () => void (story = await Story.begin()));
  afterEach(async () => {
    story.messages();
    await story.end();
  });

  const trigger = {
    event_action: 'trigger',
    dedup_key: 'disk-7',
    payload: { summary: 'Disk 7 is full', source: 'db-7', severity: 'error' },
  };
  const group = (status: string, name = 'HighErrorRate') => ({
    version: '4',
    status,
    alerts: [
      {
        status,
        labels: { alertname: name, severity: 'critical', service: 'checkout' },
        annotations: { summary: 'Errors above 5 %' },
        startsAt: new Date(story.now - 60_000).toISOString(),
        endsAt: status === 'resolved' ? new Date(story.now).toISOString() : '0001-01-01T00:00:00Z',
        fingerprint: 'abc123',
      },
    ],
  });

  test('M18: an event of PagerDuty opens, pages, repeats and clears as its API says', async () => {
    const answer = await enqueue(story, trigger);
    expect(answer.status).toBe(202);
    expect(JSON.parse(answer.body)).toEqual({ status: 'success', message: 'Event processed', dedup_key: 'disk-7' });
    expect(await story.incident()).toMatchObject({ title: 'Disk 7 is full', severity: 'SEV-2', alertCount: 1 });
    expect(story.messages().some(({ kind }) => kind === 'page')).toBe(true);

    await story.wait(1);
    await enqueue(story, trigger);
    expect(await story.incident()).toMatchObject({ alertCount: 2 });

    const acknowledged = await enqueue(story, { event_action: 'acknowledge', dedup_key: 'disk-7' });
    expect(acknowledged.status).toBe(202);
    expect(await story.incident()).toMatchObject({ acknowledgedAt: null });

    expect((await enqueue(story, { event_action: 'resolve', dedup_key: 'disk-7' })).status).toBe(202);
    await story.wait(5);
    expect(await story.incident()).toMatchObject({ status: 'monitoring' });
  });

  test('a wrong routing key is answered 400, opens nothing and calls nothing but the store of secrets', async () => {
    const answer = await enqueue(story, { ...trigger, routing_key: 'local-grafana' });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ status: 'invalid event', errors: ["'routing_key' is invalid"] });
    expect(await story.incidents()).toEqual([]);
    const calls = story.stack.faults.callsSeen().filter(({ caller }) => caller === 'ReceiveWebhook');
    expect(calls.map(({ operation }) => operation)).toEqual(['GetSecretValue', 'GetSecretValue']);
    await enqueue(story, { ...trigger, routing_key: 'x'.repeat(32) });
    const after = story.stack.faults.callsSeen().filter(({ caller }) => caller === 'ReceiveWebhook');
    expect(after).toHaveLength(calls.length);
  });

  test('M18: a webhook of Alertmanager opens by its fingerprint, and its resolved is an OK', async () => {
    expect((await postAlerts(story, 'alertmanager', group('firing'))).status).toBe(202);
    expect(await story.incident()).toMatchObject({ title: 'HighErrorRate', severity: 'SEV-1', service: 'checkout' });
    await story.wait(2);
    await postAlerts(story, 'alertmanager', group('resolved'));
    await story.wait(5);
    expect(await story.incident()).toMatchObject({ status: 'monitoring' });
  });

  test('B1: a body that is not what it should be pages when its sender is known, all of a source as one incident', async () => {
    expect((await postAlerts(story, 'alertmanager', '{"half')).status).toBe(202);
    expect((await postAlerts(story, 'alertmanager', { alerts: 7 })).status).toBe(202);
    expect(await story.incident()).toMatchObject({ severity: 'SEV-2', alertCount: 2 });
    const refused = await postAlerts(story, 'generic', '[1]');
    expect(refused.status).toBe(400);
    expect((await story.incidents()).length).toBe(2);
    const event = await enqueue(story, { event_action: 'trigger' });
    expect(event.status).toBe(400);
    expect((JSON.parse(event.body) as { errors: string[] }).errors).toHaveLength(3);
    expect((await story.incidents()).length).toBe(3);
  });

  test('B9: without the secret 401, with another method or source 404, too large 413; nothing that was sent comes back', async () => {
    const bodies = [
      await post(story, { path: '/alerts/grafana', body: '<script>mark</script>' }),
      await post(story, { path: '/alerts/grafana', body: 'mark', headers: { authorization: 'Bearer local-datadog' } }),
    ];
    expect(bodies.map(({ status }) => status)).toEqual([401, 401]);
    expect(bodies.map(({ body }) => body).join()).not.toContain('mark');
    const secret = { authorization: 'Bearer local-grafana' };
    expect((await post(story, { path: '/alerts/nobody', body: {}, headers: secret })).status).toBe(404);
    expect((await post(story, { path: '/alerts/grafana', body: '', headers: secret, method: 'GET' })).status).toBe(404);
    expect((await enqueue(story, { ...trigger, more: 'x'.repeat(524_288) })).status).toBe(413);
    expect(await story.incidents()).toEqual([]);
    const large = JSON.stringify({ alerts: [], more: 'x'.repeat(524_288) });
    expect((await postAlerts(story, 'grafana', large)).status).toBe(413);
    expect(await story.incident()).toMatchObject({ severity: 'SEV-2' });
  });

  test('the password of basic authentication will do, and so will any content type', async () => {
    const basic = Buffer.from('anybody:local-generic').toString('base64');
    const answer = await post(story, {
      path: '/alerts/generic',
      body: { dedupKey: 'job', title: 'Nightly job failed', status: 'firing', severity: 'SEV-3' },
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.status).toBe(202);
    expect(await story.incident()).toMatchObject({ title: 'Nightly job failed', severity: 'SEV-3' });
  });

  test('a secret is changed without a gap: the new and the one before are good, the one before that is not', async () => {
    const options = { endpoint: `http://127.0.0.1:${story.stack.ports.aws}`, region: 'eu-central-1' };
    const store = new SecretsManagerClient({
      ...options,
      credentials: { accessKeyId: 'owner', secretAccessKey: 'local' },
    });
    const change = (SecretString: string) =>
      store.send(new PutSecretValueCommand({ SecretId: 'WebhookSecretPagerduty', SecretString }));
    const status = async (routing_key: string) => (await enqueue(story, { ...trigger, routing_key })).status;
    expect(await status('local-pagerduty')).toBe(202);
    await change('second');
    await story.wait(6);
    expect([await status('second'), await status('local-pagerduty')]).toEqual([202, 202]);
    await change('third');
    await story.wait(6);
    expect([await status('third'), await status('second'), await status('local-pagerduty')]).toEqual([202, 202, 400]);
    store.destroy();
  });

  test('beyond 120 calls a minute a source is answered 429, and the others are not', async () => {
    for (let call = 0; call < 120; call++) await enqueue(story, { event_action: 'acknowledge', dedup_key: 'k' });
    const answer = await enqueue(story, trigger);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect((await postAlerts(story, 'alertmanager', group('firing'))).status).toBe(202);
    await story.wait(1);
    expect((await enqueue(story, trigger)).status).toBe(202);
  });

  test('F8: what the bus does not accept is answered 503, so that the sender comes again', async () => {
    story.stack.faults.set([{ service: 'events', operation: 'PutEvents', rate: 1, kind: 'before' }]);
    const answering = enqueue(story, trigger);
    await story.wait(1);
    expect((await answering).status).toBe(503);
    story.stack.faults.set([]);
    expect((await enqueue(story, trigger)).status).toBe(202);
    expect(await story.incident()).toMatchObject({ title: 'Disk 7 is full' });
  });

  test('I13: no secret is in any log', async () => {
    await enqueue(story, trigger);
    await enqueue(story, { event_action: 'trigger' });
    await postAlerts(story, 'generic', 'no JSON');
    const lines = story.stack.lambda.all().flatMap(({ name }) => story.stack.lambda.logsOf(name));
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.join('\n')).not.toMatch(/local-(pagerduty|generic)/);
  });
});
