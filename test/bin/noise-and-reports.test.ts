import { run } from '../../bin/cli/run';
import { checkoutIncident, story } from './support/checkout-incident';
import { FakeStack } from './support/fake-stack';
import { RecordingTerminal } from './support/recording-terminal';

describe('the commands about reports, noise and changes', () => {
  let stack: FakeStack;
  let terminal: RecordingTerminal;
  const receivedAt = '2027-03-03T02:02:00.000Z';
  const report = { id: 'R7K2', what: 'Cards\nare refused', component: 'checkout', receivedAt, contact: 'me', more: 4 };
  const row = { rule: 'checkout-down', incidents: 4, alerts: 9, pages: 6, falsePositives: 1 };
  const noise = { since: receivedAt, incidents: 4, cut: false, rows: [row] };
  const change = { at: receivedAt, changed: 'deployment of checkout succeeded', by: 'CodePipeline', link: null };
  const done = { done: 'It is done.', incident: checkoutIncident() };

  beforeEach(async () => {
    stack = new FakeStack();
    await stack.start();
    stack.stories = [story()];
    stack.answer = ({ method, path }) => {
      if (method === 'POST') return { body: done };
      if (path === '/triage') return { body: { items: [report] } };
      if (path.startsWith('/noise')) return { body: noise };
      if (path.startsWith('/changes')) return { body: { since: receivedAt, changes: [change] } };
      return undefined;
    };
    terminal = new RecordingTerminal(stack.folder);
  });
  afterEach(() => stack.stop());

  it.each<[string[], string, object]>([
    [['triage', 'open', 'r7k2', '--severity', '2'], '/triage/R7K2/open', { severity: 'SEV-2', internal: false }],
    [['triage', 'attach', 'r7k2', 'k7mq'], '/triage/R7K2/attach', { incident: 'K7MQ' }],
    [['triage', 'dismiss', 'R7K2', '--reason', 'The same'], '/triage/R7K2/dismiss', { reason: 'The same' }],
    [['false-positive'], '/incidents/K7MQ/false-positive', { undo: false }],
    [['false-positive', 'K7MQ', '--undo'], '/incidents/K7MQ/false-positive', { undo: true }],
    [
      ['silence', 'db-*', '--for', '2h', '--reason', 'A move'],
      '/silences',
      { what: 'db-*', lasts: 7_200_000, reason: 'A move' },
    ],
    [['silence', 'end', 'S1'], '/silences/S1/end', {}],
  ])('%j asks the command API for it', async (typed, path, body) => {
    expect(await run(typed, terminal)).toBe(0);
    expect(terminal.said).toEqual(['It is done.']);
    expect(stack.sentTo(path)).toEqual([body]);
  });

  it.each<[string[], string]>([
    [['triage', 'open'], 'triage open wants the id of a report'],
    [['triage', 'open', 'R7K2'], '--severity "…" is missing'],
    [['triage', 'open', 'R7K2', '--severity', 'bad'], 'a severity is SEV-1'],
    [['triage', 'attach', 'R7K2'], 'wants the report and the incident'],
    [['triage', 'dismiss', 'R7K2'], '--reason "…" is missing'],
    [['triage', 'eat', 'R7K2'], 'opened, attached or dismissed, not "eat"'],
    [['noise', '--since', 'long'], 'long'],
    [['changes', '--since', 'long'], 'long'],
    [['silence'], 'silence wants a service or a pattern'],
    [['silence', 'checkout', '--reason', 'x'], '--for "…" is missing'],
    [['silence', 'checkout', '--for', '2h'], '--reason "…" is missing'],
    [['silence', 'end'], 'silence end wants an id'],
    [['silence', 'checkout', 'api'], 'does not know what to do with "api"'],
  ])('%j is not understood, exit 2, and nothing is sent', async (typed, sentence) => {
    expect(await run(typed, terminal)).toBe(2);
    expect(terminal.besides.at(-1)).toContain(sentence);
    expect(stack.received.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it.each([
    [['triage', 'dismiss', 'R7K2', '--reason', 'x']],
    [['triage']],
    [['noise']],
    [['changes']],
    [['false-positive', 'K7MQ']],
    [['declare', 'Nobody can pay', '--severity', '1']],
    [['silence', 'checkout', '--for', '30d', '--reason', 'x']],
  ])('%j passes a refusal on in its own words, exit 1, and as JSON for machines', async (typed) => {
    const refused = 'That cannot be.';
    stack.answer = ({ path }) => (path.startsWith('/_local') ? undefined : { status: 409, body: { refused } });
    expect(await run([...typed, '--json'], terminal)).toBe(1);
    expect(terminal.besides.at(-1)).toBe(`tocsin: ${refused}`);
    expect(JSON.parse(terminal.said.join(''))).toEqual({ refused });
  });

  it('tells what waits, what rang for nothing and what changed, to people', async () => {
    await run(['triage'], terminal);
    expect(terminal.said).toEqual([
      'R7K2  03:02 CET (02:02 UTC), Wed 3 March  checkout',
      '        Cards are refused (and 4 more like this)',
      '        contact: me',
    ]);
    await run(['noise'], terminal);
    expect(terminal.said.slice(3)).toEqual([
      '4 incidents since 03:02 CET (02:02 UTC), Wed 3 March.',
      expect.stringMatching(/^RULE +KIND +INCIDENTS +ALERTS +PAGES +FALSE +SHARE$/),
      expect.stringMatching(/^checkout-down +4 +9 +6 +1 +25 %$/),
    ]);
    await run(['changes', '--since', '6h'], terminal);
    expect(terminal.said.at(-1)).toBe('Wed 3 March  deployment of checkout succeeded 03:02 (CodePipeline)');
    expect(stack.received.at(-1)?.path).toBe('/changes?since=21600000');
  });

  it.each<[string, unknown]>([
    ['triage', [report]],
    ['noise', noise],
    ['changes', [change]],
  ])('%s --json gives what the API said, nothing else on stdout', async (command, expected) => {
    expect(await run([command, '--json'], terminal)).toBe(0);
    expect(JSON.parse(terminal.said.join(''))).toEqual(expected);
  });
});
