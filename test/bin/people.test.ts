import { run } from '../../bin/cli/run';
import { checkoutIncident, story } from './support/checkout-incident';
import { FakeStack } from './support/fake-stack';
import { RecordingTerminal } from './support/recording-terminal';

describe('the commands of people', () => {
  let stack: FakeStack;
  let terminal: RecordingTerminal;

  beforeEach(async () => {
    stack = new FakeStack();
    await stack.start();
    stack.stories = [story()];
    stack.answer = ({ method, path }) =>
      method === 'POST' && path.startsWith('/incidents/')
        ? { body: { done: 'It is done.', incident: checkoutIncident() } }
        : undefined;
    terminal = new RecordingTerminal(stack.folder);
  });
  afterEach(() => stack.stop());

  it.each([
    [['ack'], 'ack', {}],
    [['ack', 'k7mq', '--reason', 'Looking'], 'ack', { reason: 'Looking' }],
    [['unack'], 'unack', {}],
    [['unack', 'K7MQ', '--reason', 'Asleep'], 'unack', { reason: 'Asleep' }],
    [['decline', '--reason', 'On a train'], 'decline', { reason: 'On a train' }],
    [['escalate', 'k7mq', '--reason', 'The database'], 'escalate', { reason: 'The database' }],
    [['note', '--text', 'The queue is full.'], 'note', { text: 'The queue is full.' }],
    [['hold', '--reason', 'A test alarm'], 'hold', { reason: 'A test alarm' }],
    [['retract', '--reason', 'A wrong graph'], 'retract', { reason: 'A wrong graph' }],
    [['severity', 'sev2', '--reason', 'One bank'], 'severity', { severity: 'SEV-2', reason: 'One bank' }],
    [['severity', 'K7MQ', '3', '--reason', 'Minor'], 'severity', { severity: 'SEV-3', reason: 'Minor' }],
    [['resolve', '--reason', 'Rolled back'], 'resolve', { reason: 'Rolled back' }],
    [
      ['resolve', '--reason', 'x', '--public', 'Paying works again.', '--cause', 'A deploy.'],
      'resolve',
      { reason: 'x', public: 'Paying works again.', cause: 'A deploy.' },
    ],
    [
      [
        'update',
        '--status',
        'identified',
        '--impact',
        'a',
        '--actions',
        'b',
        '--next',
        'c',
        '--eta',
        'd',
        '--note',
        'e',
      ],
      'update',
      { status: 'identified', impact: 'a', actions: 'b', next: 'c', eta: 'd', note: 'e' },
    ],
    [
      ['update', '--public', 'Cards work.', '--next-in', '1h30m', '--component', 'checkout'],
      'update',
      { public: 'Cards work.', nextIn: 5_400_000, component: 'checkout' },
    ],
  ])('%j asks the command API for it, signed by the person', async (typed, command, body) => {
    expect(await run(typed, terminal)).toBe(0);
    expect(terminal.besides).toEqual(['[local]']);
    expect(terminal.said).toEqual(['It is done.']);
    expect(stack.sentTo(`/incidents/K7MQ/${command}`)).toEqual([body]);
    const { headers } = stack.received.at(-1)!;
    expect(headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=[\w.-]+\/\d{8}\/eu-central-1\/execute-api\/aws4_request/,
    );
  });

  it('passes a refusal on in its own words, exit 1, and as JSON for machines', async () => {
    const refused = 'K7MQ is resolved: nothing to acknowledge.';
    stack.answer = ({ path }) => (path.endsWith('/ack') ? { status: 409, body: { refused } } : undefined);
    expect(await run(['ack', 'K7MQ', '--json'], terminal)).toBe(1);
    expect(terminal.besides).toEqual(['[local]', `tocsin: ${refused}`]);
    expect(JSON.parse(terminal.said.join(''))).toEqual({ refused });
  });

  it('takes what is so already for done', async () => {
    const already = 'Sam has had it since 02:05 UTC.';
    stack.answer = ({ path }) =>
      path.endsWith('/ack') ? { body: { already, incident: checkoutIncident() } } : undefined;
    expect(await run(['ack'], terminal)).toBe(0);
    expect(terminal.said).toEqual(['Sam has had it since 03:05 CET.']);
  });

  it('says what is wrong when the API does not answer as it should', async () => {
    stack.answer = ({ path }) => (path.endsWith('/ack') ? { status: 403, body: { message: 'Forbidden' } } : undefined);
    expect(await run(['ack'], terminal)).toBe(1);
    expect(terminal.besides.at(-1)).toContain('ResponderPolicyArn');
    stack.answer = ({ path }) => (path.endsWith('/ack') ? { status: 502, body: 'gateway' } : undefined);
    expect(await run(['ack'], terminal)).toBe(1);
    expect(terminal.besides.at(-1)).toContain('HTTP 502');
  });

  it('lists the open incidents when it cannot know which is meant', async () => {
    stack.stories = [
      story(),
      story({ id: 'M2PT', severity: 'SEV-2', title: 'ServerCpuTooHigh', acknowledgedBy: 'Kim' }),
    ];
    expect(await run(['ack'], terminal)).toBe(1);
    expect(terminal.besides.at(-1)!.split('\n')).toEqual([
      'tocsin: 2 incidents are open: say which.',
      '  K7MQ  SEV-1  checkout-5xx  (investigating, not acknowledged)',
      '  M2PT  SEV-2  ServerCpuTooHigh  (investigating, Kim has it)',
    ]);
  });

  it('says so when none is open', async () => {
    stack.stories = [story({ status: 'resolved', resolvedAt: '2027-03-03T02:58:00.000Z' })];
    expect(await run(['ack'], terminal)).toBe(1);
    expect(terminal.besides.at(-1)).toContain('No incident is open');
  });

  describe('before customers read it', () => {
    beforeEach(() => (terminal.interactive = true));

    it('shows it and asks; anything but yes sends nothing', async () => {
      terminal.answer = '';
      expect(await run(['update', '--status', 'identified', '--public', 'Cards work.'], terminal)).toBe(1);
      expect(terminal.asked).toEqual(['Send it? [y/N] ']);
      expect(terminal.besides).toEqual([
        'Customers will read:',
        '  Identified',
        '  Cards work.',
        '  Next update: as the severity says.',
        'tocsin: Nothing was sent.',
      ]);
      expect(stack.received).toEqual([]);
    });

    it('sends it after a yes, or with --yes without asking', async () => {
      terminal.answer = 'y';
      expect(await run(['resolve', '--reason', 'x', '--public', 'It works.'], terminal)).toBe(0);
      expect(terminal.besides).toContain('  We do not yet know the cause.');
      expect(await run(['update', '--public', 'Cards work.', '--next-in', '30m', '--yes'], terminal)).toBe(0);
      expect(terminal.asked).toHaveLength(1);
    });

    it('does not ask about internal words', async () => {
      expect(await run(['update', '--note', 'Looking at the deploys'], terminal)).toBe(0);
      expect(terminal.asked).toEqual([]);
    });
  });

  it('list shows a row per open incident; --all those that are over', async () => {
    const over = { id: 'M2PT', status: 'resolved', resolvedAt: '2027-03-02T02:58:00.000Z', acknowledgedBy: 'Kim' };
    stack.stories = [story({ alertCount: 3 }), story({ ...over, title: 'api-traffic-odd', service: null })];
    await run(['list'], terminal);
    expect(terminal.said).toEqual([
      'ID    SEVERITY  STATUS         OPENED             WHO HAS IT       SERVICE   TITLE',
      'K7MQ  SEV-1     investigating  03:02 Wed 3 March  nobody, level 1  checkout  checkout-5xx (3 alerts)',
    ]);
    await run(['list', '--all'], terminal);
    expect(terminal.said.at(-1)).toMatch(/^M2PT +SEV-1 +resolved +03:02 Wed 3 March +Kim +api-traffic-odd$/);
    stack.stories = [];
    await run(['list'], terminal);
    expect(terminal.said.at(-1)).toBe('No incident is open.');
  });

  it('list --json gives exactly the fields that scripts may rely on, nothing else on stdout', async () => {
    await run(['list', '--json'], terminal);
    const { id, severity, status, title, service, alertCount, level, openedAt, startedAt } = checkoutIncident();
    expect(JSON.parse(terminal.said.join(''))).toEqual([
      {
        ...{ id, severity, status, title, service, alertCount, level, openedAt, startedAt },
        ...{ acknowledgedAt: null, acknowledgedBy: null, resolvedAt: null },
      },
    ]);
  });
});
