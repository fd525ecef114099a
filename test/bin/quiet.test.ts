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
});
