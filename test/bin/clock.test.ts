import { run } from '../../bin/cli/run';
import { opening, page, story } from './support/checkout-incident';
import { FakeStack } from './support/fake-stack';
import { RecordingTerminal } from './support/recording-terminal';

const levelTwo = {
  seq: 2,
  at: '2027-03-03T02:07:41.000Z',
  type: 'LevelPaged',
  by: 'tocsin',
  text: 'Paged level 2: Sam.',
};

describe('tocsin clock', () => {
  let stack: FakeStack;
  let terminal: RecordingTerminal;

  beforeEach(async () => {
    stack = new FakeStack();
    await stack.start();
    stack.stories = [story()];
    stack.messages = [page()];
    terminal = new RecordingTerminal(stack.folder);
  });
  afterEach(() => stack.stop());

  const whenSkipped = (happen: () => void) => {
    stack.answer = ({ path, method }) => {
      if (path === '/_local/clock' && method === 'POST') happen();
      return undefined;
    };
  };

  it('tells the local time, and how far it is ahead of the machine', async () => {
    const now = Date.now() + 15 * 60_000;
    stack.now = new Date(now).toISOString();
    expect(await run(['clock'], terminal)).toBe(0);
    expect(terminal.said[0]).toMatch(/^It is \d\d:\d\d CES?T, \w{3} \d+ \w+, 15 minutes ahead of this machine\.$/);
    expect(stack.received.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('skips ahead, and tells what happened meanwhile in the order of time', async () => {
    whenSkipped(() => {
      stack.stories = [story({ level: 2 }, [opening, levelTwo])];
      const at = '2027-03-03T02:07:41.400Z';
      stack.messages = [
        page(),
        page({ responder: 'sam', level: 2, at }),
        page({ responder: 'sam', level: 2, at, channel: 'email', subject: 'SEV-1 checkout-5xx (K7MQ)' }),
      ];
    });
    expect(await run(['clock', '+5m'], terminal)).toBe(0);
    expect(stack.sentTo('/_local/clock').at(-1)).toEqual({ advance: 'PT5M' });
    expect(terminal.said).toEqual([
      '03:07  K7MQ  Paged level 2: Sam.',
      '03:07  K7MQ  SMS to sam, level 2: SEV-1 checkout-5xx 03:02 CET K7MQ. ACK by 03:07 or Sam is paged',
      '03:07  K7MQ  mail to sam, level 2: SEV-1 checkout-5xx (K7MQ)',
      expect.stringMatching(/^Now it is 03:07 CET, Wed 3 March/),
    ]);
  });

  it('tells of an incident that was reopened only what is new', async () => {
    const resolvedAt = '2027-03-03T02:03:00.000Z';
    stack.stories = [story({ status: 'resolved', resolvedAt })];
    whenSkipped(() => (stack.stories = [story({}, [opening, { ...levelTwo, text: 'Failing again.' }])]));
    await run(['clock', '+5m'], terminal);
    expect(terminal.said[0]).toBe('03:07  K7MQ  Failing again.');
    expect(terminal.said).toHaveLength(2);
  });

  it('says so when nothing fell due', async () => {
    await run(['clock', '1h'], terminal);
    expect(terminal.said[0]).toBe('Nothing fell due.');
  });

  it('cuts what is too long to read', async () => {
    whenSkipped(() => (stack.messages = Array.from({ length: 100 }, (_, index) => page({ id: `m${index}` }))));
    await run(['clock', '+12h'], terminal);
    expect(terminal.said).toHaveLength(62);
    expect(terminal.said[60]).toBe('… and 40 more: npx tocsin show, and the outbox');
  });

  it('--json gives the time, the messages and the incidents that changed', async () => {
    whenSkipped(() => (stack.stories = [story({ level: 2 }, [opening, levelTwo])]));
    await run(['clock', '+5m', '--json'], terminal);
    expect(JSON.parse(terminal.said.join(''))).toMatchObject({
      now: '2027-03-03T02:07:41.000Z',
      incidents: [{ id: 'K7MQ', level: 2 }],
      messages: [],
    });
  });
});
