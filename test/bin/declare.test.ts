import { run } from '../../bin/cli/run';
import { checkoutIncident } from './support/checkout-incident';
import { FakeStack } from './support/fake-stack';
import { RecordingTerminal } from './support/recording-terminal';

describe('declare', () => {
  let stack: FakeStack;
  let terminal: RecordingTerminal;
  const done = { done: 'K7MQ opened: SEV-2 Nobody can pay, because Alex declared it.', incident: checkoutIncident() };

  beforeEach(async () => {
    stack = new FakeStack();
    await stack.start();
    terminal = new RecordingTerminal(stack.folder);
  });
  afterEach(() => stack.stop());

  it('opens an incident; where no answer comes it asks again under the same key', async () => {
    let tries = 0;
    stack.answer = ({ method, path }) =>
      method === 'POST' && path === '/incidents'
        ? ++tries < 3
          ? { status: 502, body: '' }
          : { body: done }
        : undefined;
    const typed = ['declare', 'Nobody can pay', '--severity', 'sev2', '--service', 'checkout', '--started', '14:02'];
    expect(await run([...typed, '--customer'], terminal)).toBe(0);
    expect(terminal.said).toEqual([done.done]);
    const sent = stack.sentTo('/incidents') as { idempotencyKey: string }[];
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(sent[0]).toMatchObject({
      title: 'Nobody can pay',
      severity: 'SEV-2',
      service: 'checkout',
      startedAt: '14:02',
      customer: true,
    });
  });

  it.each<[string[], string]>([
    [['declare'], 'declare wants a title'],
    [['declare', 'x'], '--severity "…" is missing'],
    [['declare', 'x', '--severity', 'bad'], '"bad" is no severity'],
  ])('%j is not understood', async (typed, sentence) => {
    expect(await run(typed, terminal)).toBe(2);
    expect(terminal.besides.at(-1)).toContain(sentence);
    expect(stack.received).toEqual([]);
  });
});
