import { run } from '../../bin/cli/run';
import { FakeStack } from './support/fake-stack';
import { RecordingTerminal } from './support/recording-terminal';

describe('tocsin sources and tocsin replay', () => {
  let stack: FakeStack;
  let terminal: RecordingTerminal;

  beforeEach(async () => {
    stack = new FakeStack();
    await stack.start();
    terminal = new RecordingTerminal(stack.folder);
  });
  afterEach(() => stack.stop());

  it('M18: sources names accounts as people do, and what was never heard', async () => {
    const word = {
      account: '123456789012',
      region: 'eu-central-1',
      source: 'aws.health',
      at: '2027-03-03T02:02:41.000Z',
    };
    const never = [{ kind: 'account', id: '210987654321', name: 'shop-staging' }];
    const body = { sources: [{ ...word, accountName: 'payments-prod' }], heartbeats: [], never };
    stack.answer = ({ path }) => (path === '/sources' ? { body } : undefined);
    expect(await run(['sources'], terminal)).toBe(0);
    expect(terminal.said.join('\n')).toMatch(/payments-prod \(123456789012\) +eu-central-1 +aws\.health/);
    expect(terminal.said.join('\n')).toContain('Configured, and never heard:\n  account 210987654321 (shop-staging)');
  });

  it.each([
    [['replay', '--to', '2027-03-03T02:00:00Z', '--yes'], /--from .* is missing/],
    [['replay', '--from', 'noon', '--to', '2027-03-03T02:00:00Z', '--yes'], /--from noon/],
    [['replay', '--from', '2027-03-03T02:00:00Z', '--to', '2027-03-03T02:00:00Z', '--yes'], /is not before/],
    [['replay', '--from', '2027-03-03T01:00:00Z', '--to', '2027-03-03T02:00:00Z'], /Say --yes/],
  ])('%j starts nothing', async (words, why) => {
    expect(await run(words, terminal)).not.toBe(0);
    expect(terminal.besides.join('\n')).toMatch(why);
    expect(stack.sentTo('/')).toEqual([]);
  });

  it('replay feeds both archives to their own bus, by the rules of Tocsin alone', async () => {
    terminal.interactive = true;
    terminal.answer = 'y';
    const words = ['replay', '--from', '2027-03-03T01:00:00Z', '--to', '2027-03-03T02:00:00Z'];
    expect(await run(words, terminal)).toBe(0);
    expect(terminal.asked).toHaveLength(1);
    const window = { EventStartTime: 1_804_035_600, EventEndTime: 1_804_039_200 };
    expect(stack.sentTo('/')).toMatchObject([
      {
        EventSourceArn: 'arn:archive/alerts',
        ...window,
        Destination: { Arn: 'arn:bus/alerts', FilterArns: ['arn:rule/alerts'] },
      },
      { EventSourceArn: 'arn:archive/own', Destination: { FilterArns: ['arn:rule/own-1', 'arn:rule/own-2'] } },
    ]);
  });
});
