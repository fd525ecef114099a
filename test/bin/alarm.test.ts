import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../bin/cli/run';
import { opening, page, story } from './support/checkout-incident';
import { FakeStack } from './support/fake-stack';
import { RecordingTerminal } from './support/recording-terminal';

describe('tocsin alarm', () => {
  let stack: FakeStack;
  let terminal: RecordingTerminal;

  beforeEach(async () => {
    stack = new FakeStack();
    await stack.start();
    terminal = new RecordingTerminal(stack.folder);
  });
  afterEach(() => stack.stop());

  /** The stack answers PutEvents by what happens behind it. */
  const whenEventComes = (happen: () => void) => {
    stack.answer = ({ path, method }) => {
      if (path === '/' && method === 'POST') happen();
      return undefined;
    };
  };

  it('rings checkout-5xx and tells what happens next, in the words of the first minutes on a laptop', async () => {
    whenEventComes(() => {
      stack.stories = [story()];
      stack.messages = [page(), page({ channel: 'email', subject: 'SEV-1 checkout-5xx (K7MQ)' })];
    });
    expect(await run(['alarm'], terminal)).toBe(0);
    expect(terminal.besides).toEqual(['[local]']);
    expect(terminal.said).toEqual([
      'K7MQ opened: SEV-1 checkout-5xx, because rule "checkout-down".',
      `03:02  level 1 was paged (mail, SMS)   ${stack.url}/#K7MQ`,
      '03:07  level 2 is paged, unless someone acknowledges',
      '03:07  customers see a notice, unless someone holds it; until then the page shows nothing',
      'Try: acknowledge in the outbox | npx tocsin clock +5m | npx tocsin show K7MQ',
    ]);
  });

  it('moves the times of a sample to the local now, and sends it to the default bus as CloudWatch would', async () => {
    stack.now = '2030-06-01T10:00:00.000Z';
    whenEventComes(() => (stack.stories = [story({ level: 0, severity: 'SEV-3' })]));
    stack.messages = [page({ kind: 'notice', channel: 'email', level: 1 })];
    await run(['alarm', 'api-traffic-anomaly', '--json'], terminal);
    const [{ Entries }] = stack.sentTo('/') as [{ Entries: Record<string, string>[] }];
    const entry = Entries[0]!;
    expect(entry).toMatchObject({
      Source: 'aws.cloudwatch',
      DetailType: 'CloudWatch Alarm State Change',
      Resources: ['arn:aws:cloudwatch:eu-central-1:111122223333:alarm:api-traffic-anomaly'],
    });
    expect(entry).not.toHaveProperty('EventBusName');
    const { state } = JSON.parse(entry['Detail']!) as { state: { timestamp: string; reasonData: string } };
    expect(state.timestamp).toBe('2030-06-01T10:00:00.000+0000');
    expect(JSON.parse(state.reasonData)).toMatchObject({ startDate: '2030-06-01T09:57:55.347+0000' });
    expect(JSON.parse(terminal.said.join(''))).toMatchObject({ sent: 'api-traffic-anomaly', incident: { id: 'K7MQ' } });
  });

  it('sends our own events to the bus for alerts, signed for the service that takes them', async () => {
    whenEventComes(() => (stack.stories = [story({ level: 0 })]));
    stack.messages = [page()];
    await run(['alarm', 'customer-report'], terminal);
    const [{ Entries }] = stack.sentTo('/') as [{ Entries: Record<string, string>[] }];
    expect(Entries[0]).toMatchObject({ Source: 'shop.support', EventBusName: 'AlertBus' });
    const { headers } = stack.received.find(({ path }) => path === '/')!;
    expect(headers.authorization).toMatch(/Credential=[\w.-]+\/\d{8}\/eu-central-1\/events\/aws4_request/);
  });

  it('sends a file as it is', async () => {
    const event = {
      source: 'shop.support',
      'detail-type': 'Incident Alert',
      time: '2026-01-01T00:00:00Z',
      detail: { detectedAt: '2026-01-01T00:00:00Z' },
    };
    writeFileSync(join(stack.folder, 'mine.json'), JSON.stringify(event));
    whenEventComes(() => (stack.stories = [story({ level: 0 })]));
    stack.messages = [page()];
    expect(await run(['alarm', 'mine.json'], terminal)).toBe(0);
    const [{ Entries }] = stack.sentTo('/') as [{ Entries: Record<string, unknown>[] }];
    expect(Entries[0]).toMatchObject({ Time: 1_767_225_600, Detail: JSON.stringify(event.detail) });
  });

  it('tells what an OK changed in the incident that is open', async () => {
    const cleared = {
      seq: 2,
      at: '2027-03-03T02:06:00.000Z',
      type: 'AlertCleared',
      by: 'alarm',
      text: 'checkout-5xx is OK. It counts from 02:11 UTC if nothing fires again.',
    };
    stack.stories = [story()];
    whenEventComes(() => (stack.stories = [story({}, [opening, cleared])]));
    expect(await run(['alarm', 'checkout-5xx', '--ok'], terminal)).toBe(0);
    expect(terminal.said).toEqual([
      '03:06  K7MQ  checkout-5xx is OK. It counts from 03:11 CET if nothing fires again.',
    ]);
    const [{ Entries }] = stack.sentTo('/') as [{ Entries: Record<string, string>[] }];
    expect(JSON.parse(Entries[0]!['Detail']!)).toMatchObject({
      state: { value: 'OK' },
      previousState: { value: 'ALARM' },
    });
  });

  it('says that an alarm which is known already was counted', async () => {
    stack.stories = [story()];
    whenEventComes(() => (stack.stories = [story({ alertCount: 2 })]));
    await run(['alarm'], terminal);
    expect(terminal.said).toEqual([
      'K7MQ (checkout-5xx) knew that already: counted, 2 alerts by now. Nobody is paged anew.',
    ]);
  });

  it('wonders when an alarm that fires changes nothing, and explains when another does', async () => {
    await run(['alarm'], terminal);
    expect(terminal.said).toEqual(['Sent, and no incident changed.', expect.stringMatching(/^It fires, so something/)]);
    const alert = { name: 'dashboard-no-data', signal: 'unknown', dedupKey: 'x' };
    stack.answer = ({ path }) => (path === '/classify' ? { body: { kind: 'alert', alert } } : undefined);
    await run(['alarm', 'dashboard-no-data'], terminal);
    expect(terminal.said.at(-1)).toMatch(/^dashboard-no-data has no data/);
  });

  it('says that an ignored event was ignored, and does not wait for an incident', async () => {
    stack.answer = ({ path }) =>
      path === '/classify' ? { body: { kind: 'ignored', ignored: 'an auto-scaling alarm' } } : undefined;
    expect(await run(['alarm', 'autoscaling'], terminal)).toBe(0);
    expect(terminal.said).toEqual([
      'Sent.',
      'It is ignored: an auto-scaling alarm.',
      'Nothing opens and nobody is paged; it is counted.',
    ]);
  });

  it('asks for a severity where nobody has classified the alarm', async () => {
    whenEventComes(() => {
      const severityBecause = 'no rule knows it';
      stack.stories = [
        story({ needsSeverity: true, severityBecause, publicNotice: { state: 'none' }, nextPage: null }),
      ];
      stack.messages = [page()];
    });
    await run(['alarm', 'malformed'], terminal);
    expect(terminal.said.slice(0, 2)).toEqual([
      'K7MQ opened: SEV-1 checkout-5xx, because no rule knows it.',
      'Needs a severity, please check: npx tocsin severity K7MQ SEV-n --reason "…"',
    ]);
    expect(terminal.said).toContain('       customers see nothing: no notice goes out by itself');
  });

  it('passes on why EventBridge did not take it', async () => {
    const entries = [{ ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }];
    stack.answer = ({ path }) => (path === '/' ? { body: { FailedEntryCount: 1, Entries: entries } } : undefined);
    expect(await run(['alarm'], terminal)).toBe(1);
    expect(terminal.besides.at(-1)).toBe('tocsin: EventBridge refused the event: Detail is malformed.');
  });

  it('names the sample that was meant, and refuses what is no event', async () => {
    expect(await run(['alarm', 'checkout-5x'], terminal)).toBe(1);
    expect(terminal.besides.at(-1)).toContain('Did you mean "checkout-5xx"?');
    writeFileSync(join(stack.folder, 'list.json'), '[]');
    expect(await run(['alarm', 'list.json'], terminal)).toBe(1);
    expect(terminal.besides.at(-1)).toContain('list.json is no EventBridge event');
    expect(stack.received).toEqual([]);
  });

  it('lists its samples without a stack', async () => {
    expect(await run(['alarm', '--list'], terminal)).toBe(0);
    expect(terminal.said[0]).toMatch(/^checkout-5xx +SEV-1/);
    expect(terminal.besides).toEqual([]);
    expect(stack.received).toEqual([]);
  });
});
