import { Statuspage } from 'statuspage.io';
import type { BusEvent } from '../../local/event-bridge/bus-event';
import { alarmEvent } from '../support/alarm-event';
import { schemaFindings } from '../support/status-api-schemas';
import { Story } from '../support/story';

describe('what programs read of the page', () => {
  let story: Story;
  beforeEach(async () => void (story = await Story.begin()));
  afterEach(async () => {
    story.messages();
    await story.end();
  });

  test('a client written for the hosted product of this API reads our page as it is', async () => {
    await story.alarm('checkout-5xx');
    await story.wait(6);
    const client = new Statuspage('acme');
    const http = Reflect.get(client, 'apiClient') as { defaults: { baseURL: string } };
    http.defaults.baseURL = `http://127.0.0.1:${story.stack.ports.page}`;
    const { api } = client;

    expect((await api.getStatus()).status).toEqual({ indicator: 'major', description: 'Partial System Outage' });
    expect((await api.getComponents()).components.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'Shop partial_outage',
      'Checkout partial_outage',
      'Sign-in operational',
      'For developers operational',
      'API operational',
      'Dashboard operational',
    ]);
    const [incident] = (await api.incidents.getUnresolved()).incidents;
    expect(incident).toMatchObject({ status: 'investigating', impact: 'major' });
    expect((await api.incidents.getAll()).incidents).toHaveLength(1);
    // The client's type of the summary is a union that holds nothing; what it reads is what counts.
    const summary = (await api.getSummary()) as unknown as { incidents: { id: string }[] };
    expect(summary.incidents.map(({ id }) => id)).toEqual([incident!.id]);
    const planned = api.scheduledMaintenances;
    for (const list of [await planned.getAll(), await planned.getActive(), await planned.getUpcoming()])
      expect(list.scheduled_maintenances).toEqual([]);

    const bucket = story.stack.outputs['PageBucketName']!;
    const files = story.stack.s3.list(bucket).filter((path) => path.endsWith('.json'));
    expect(files).toHaveLength(12);
    const bodyOf = (path: string) => story.stack.s3.read(bucket, path)!.body.toString('utf8');
    expect(files.flatMap((path) => schemaFindings(path, bodyOf(path)))).toEqual([]);
  });

  test('the kitchen stays closed: twenty secrets in every field of events and notes reach no public file, and none in a public text is accepted', async () => {
    const secrets = Array.from({ length: 20 }, (_, index) => `CANARY${String(index).padStart(2, '0')}QXZ`);
    const all = secrets.join(' ');
    const plain = alarmEvent('checkout-5xx', 'ALARM', story.now, { tags: { team: all } });
    const planted = JSON.parse(JSON.stringify(plain), (key, value: unknown) =>
      ['description', 'reason', 'unit', 'statistic'].includes(key) ? `${String(value)} ${all}` : value,
    ) as BusEvent;
    expect(JSON.stringify(planted).split('CANARY07QXZ').length).toBeGreaterThan(3);
    await story.event(planted);
    await story.wait(6);
    const { id } = await story.incident();
    const notes = Object.fromEntries(['impact', 'actions', 'next', 'note'].map((field) => [field, all]));
    expect((await story.command(id, 'update', { ...notes, status: 'identified' })).status).toBe(200);
    expect((await story.command(id, 'severity', { severity: 'SEV-2', reason: all })).status).toBe(200);
    for (const leak of [
      'AKIAIOSFODNN7EXAMPLE',
      'arn:aws:sqs:eu-central-1:123456789012:orders',
      'at pay (index.js:3:9)',
    ]) {
      const answer = await story.command(id, 'update', { public: `Paying fails: ${leak}` });
      expect([answer.status, answer.body]).toEqual([400, expect.stringContaining('Nothing was published') as string]);
    }
    await story.command(id, 'resolve', { reason: all, public: 'Paying by card works again.' });
    const everything = story.everythingPublic();
    expect(everything).toContain('Paying by card works again.');
    expect([...secrets, 'AKIA', 'arn:aws'].filter((secret) => everything.includes(secret))).toEqual([]);
  });
});
