import { Alertmanager, installed } from '../support/alertmanager';
import { Story } from '../support/story';

const told = installed ? test : test.skip;
if (!installed) {
  console.warn('NOT RUN: the stories with a real Alertmanager. Install it: apt-get install prometheus-alertmanager');
}

/** Both ways to us, each for the alerts that ask for it. */
const config = (api: number) => `
route:
  receiver: events-api
  group_by: [alertname]
  group_wait: 100ms
  group_interval: 300ms
  repeat_interval: 1h
  routes:
    - matchers: ['via="webhook"']
      receiver: webhook
receivers:
  - name: events-api
    pagerduty_configs:
      - url: http://127.0.0.1:${api}/v2/enqueue
        routing_key: local-pagerduty
        severity: '{{ .CommonLabels.severity }}'
  - name: webhook
    webhook_configs:
      - url: http://127.0.0.1:${api}/alerts/alertmanager
        http_config:
          authorization:
            credentials: local-alertmanager
`;

describe('a stock Prometheus Alertmanager', () => {
  let story: Story;
  let alertmanager: Alertmanager | undefined;
  afterEach(async () => {
    await alertmanager?.stop();
    story.messages();
    await story.end();
  });

  /** Lets our time follow the real one, by which Alertmanager lives, until something holds. */
  const until = async (holds: () => Promise<boolean>) => {
    for (const last = Date.now() + 20_000; !(await holds());) {
      if (Date.now() > last) throw new Error(`In 20 s it did not come to this: ${holds.toString()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await story.clock.advance(Math.max(0, Date.now() - story.now));
    }
  };
  const said = async () => {
    const [incident] = await story.incidents(true);
    return incident ? (await story.timeline(incident.id)).map(({ type }) => type) : [];
  };

  told.each([
    ['pagerduty_configs', '[FIRING:1] DiskFull (', undefined],
    ['webhook_configs', 'DiskFull', 'webhook'],
  ])('M18: with %s opens an incident, updates it and resolves it', async (_, title, via) => {
    story = await Story.begin({ start: Date.now() });
    alertmanager = await Alertmanager.start(config(story.stack.ports.api));
    const labels = { alertname: 'DiskFull', severity: 'warning', instance: 'db-1', ...(via && { via }) };
    await alertmanager.alert(labels);
    await until(async () => (await story.incidents()).length === 1);
    expect(await story.incident()).toMatchObject({ severity: 'SEV-3', alertCount: 1 });
    expect((await story.incident()).title.startsWith(title)).toBe(true);

    // A second alert of the group: Alertmanager tells the group again, and with it the first.
    await alertmanager.alert({ ...labels, instance: 'db-2' });
    await until(async () => (await story.incidents()).some(({ alertCount }) => alertCount === 2));

    const ended = new Date();
    await alertmanager.alert(labels, ended);
    await alertmanager.alert({ ...labels, instance: 'db-2' }, ended);
    await until(async () => (await said()).includes('AlertCleared'));
    await story.wait(6);
    expect(await story.incidents()).toEqual([]);
    expect((await story.incidents(true)).map(({ status }) => status)).toContain('resolved');
  });
});
