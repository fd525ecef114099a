import { run } from '../../bin/cli/run';
import { FakeStack } from './support/fake-stack';
import { RecordingTerminal } from './support/recording-terminal';

/** The commands about quiet, and about what no rule knows: what they send, say, and refuse before they ask anybody. */
describe('the commands of quiet', () => {
  let stack: FakeStack;
  let terminal: RecordingTerminal;

  beforeEach(async () => {
    stack = new FakeStack();
    await stack.start();
    terminal = new RecordingTerminal(stack.folder);
  });
  afterEach(() => stack.stop());

  const answers = (path: string, body: unknown) =>
    (stack.answer = (request) => (request.path.startsWith(path) ? { body } : undefined));

  it('adopt prints the rules, or JSON, or that there is none', async () => {
    const at = '2027-03-03T02:02:41.000Z';
    const when = { name: 'mystery', source: 'aws.cloudwatch' };
    const rule = {
      name: 'mystery',
      when,
      severity: 3,
      decided: false,
      incidents: 1,
      falsePositives: 0,
      from: at,
      to: at,
    };
    answers('/unmatched', { since: at, rules: [rule] });
    expect(await run(['adopt'], terminal)).toBe(0);
    expect(terminal.said).toContain("    when: { name: 'mystery', source: 'aws.cloudwatch' },");
    const machine = new RecordingTerminal(stack.folder);
    expect(await run(['adopt', '--json'], machine)).toBe(0);
    expect(JSON.parse(machine.said.join('\n'))).toMatchObject({ rules: [{ name: 'mystery' }] });
    answers('/unmatched', { since: at, rules: [] });
    const none = new RecordingTerminal(stack.folder);
    await run(['adopt'], none);
    expect(none.said).toEqual(['Every incident since 2027-03-03 was opened by something that a rule knows.']);
  });

  it.each([
    [['silence', 'checkout'], '--for'],
    [['silence', 'checkout', '--for', '2h'], '--reason'],
    [['silence'], 'wants a service or a pattern'],
    [['silence', 'end'], 'wants an id'],
    [['silence', 'checkout', 'extra', '--for', '2h', '--reason', 'x'], 'what to do with "extra"'],
    [['maintenance', 'dance'], 'wants one of: plan'],
    [['maintenance', 'plan'], 'wants a title'],
    [['maintenance', 'start'], 'wants an id'],
    [['maintenance', 'plan', 'Upgrade', '--until', '2027-03-07 04:00'], '--from'],
    [['maintenance', 'plan', 'Upgrade', '--from', 'soon', '--until', 'later'], 'is no time'],
    [['maintenance', 'update', 'm1'], '--public'],
  ])('%j is not understood, and asks nobody', async (typed, sentence) => {
    expect(await run(typed, terminal)).toBe(2);
    expect(terminal.besides.join('\n')).toContain(sentence);
    expect(stack.received.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('silence and maintenance send what was said, times by the wall clock of the zone', async () => {
    stack.answer = ({ method, path }) => (method === 'POST' && path !== '/' ? { body: { done: 'Done.' } } : undefined);
    expect(await run(['silence', 'db-*', '--for', '2h', '--reason', 'drill'], terminal)).toBe(0);
    expect(stack.sentTo('/silences')).toEqual([{ what: 'db-*', lasts: 7_200_000, reason: 'drill' }]);
    const times = ['--from', '2027-07-07 02:00', '--until', '2027-07-07 04:00'];
    expect(await run(['maintenance', 'plan', 'Upgrade', '--services', 'checkout', ...times], terminal)).toBe(0);
    const [planned] = stack.sentTo('/maintenances');
    expect(planned).toMatchObject({
      title: 'Upgrade',
      from: '2027-07-07T00:00:00.000Z',
      until: '2027-07-07T02:00:00.000Z',
    });
  });

  it('suppressed and silences answer machines with what the API lists', async () => {
    const at = '2027-03-03T02:02:41.000Z';
    const row = { name: 'checkout-5xx', keptAt: at, until: at, changedAt: at, because: 'silenced by Alex', times: 2 };
    answers('/suppressed', { suppressed: [row] });
    expect(await run(['suppressed', '--json'], terminal)).toBe(0);
    expect(JSON.parse(terminal.said.join('\n'))).toEqual([row]);
    const lines = new RecordingTerminal(stack.folder);
    await run(['suppressed'], lines);
    expect(lines.said[0]).toContain('checkout-5xx (2 times)');
    answers('/silences', { silences: [] });
    const none = new RecordingTerminal(stack.folder);
    await run(['silences'], none);
    expect(none.said).toEqual(['Nothing is silenced.']);
  });
});
