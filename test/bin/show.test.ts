import { run } from '../../bin/cli/run';
import { opening, story } from './support/checkout-incident';
import { FakeStack } from './support/fake-stack';
import { RecordingTerminal } from './support/recording-terminal';

describe('tocsin show', () => {
  let stack: FakeStack;
  let terminal: RecordingTerminal;

  beforeEach(async () => {
    stack = new FakeStack();
    await stack.start();
    terminal = new RecordingTerminal(stack.folder);
  });
  afterEach(() => stack.stop());

  it('reads like a story, with times and reasons', async () => {
    const acknowledged = {
      seq: 2,
      at: '2027-03-03T23:05:00.000Z',
      type: 'Acknowledged',
      by: 'Sam',
      text: 'Sam acknowledged at 23:05 UTC, and said “Next at 23:30 UTC”.',
    };
    stack.stories = [story({}, [opening, acknowledged])];
    expect(await run(['show'], terminal)).toBe(0);
    expect(terminal.said).toEqual([
      'SEV-1  checkout-5xx: Paying by card is failing.',
      'K7MQ   investigating, since 03:02 CET (02:02 UTC), Wed 3 March',
      '',
      'Who        Nobody has acknowledged it.',
      'Next       Level 2 is paged at 03:07 CET (Sam), unless someone acknowledges.',
      'Customers  See nothing yet. At 03:07 CET they read a notice about Checkout, unless someone holds it: “Paying by card may fail or be slow.”',
      'Why        Http5xxRate 42 %, limit 5 %, 3 of 3 minutes',
      '           SEV-1 because rule "checkout-down".',
      'Where      checkout, 000000000000, eu-central-1, 1 alert',
      'Runbook    https://wiki.example.com/runbooks/checkout-5xx',
      'Graph      https://eu-central-1.console.aws.amazon.com/cloudwatch/home',
      '',
      'What has happened (times in CET)',
      '03:02  alarm  K7MQ opened: SEV-1 checkout-5xx, because rule checkout-down.',
      'Thu 4 March',
      '00:05  Sam    Sam acknowledged at 00:05 CET, and said “Next at 23:30 UTC”.',
    ]);
  });

  it('names the dashboards of its service after the graph of the alarm, and what the service promises', async () => {
    const serviceLevel = '99.9 % of card payments accepted, over 30 days';
    stack.stories = [story({ dashboards: ['https://graphs.example.com/checkout'], serviceLevel })];
    await run(['show', 'K7MQ'], terminal);
    expect(terminal.said.join('\n')).toContain(`cloudwatch/home
           https://graphs.example.com/checkout
Promised   ${serviceLevel}
`);
  });

  it('tells who has it and what customers read, once that is so', async () => {
    const acknowledgedAt = '2027-03-03T02:06:00.000Z';
    const updates = [
      { number: 1, at: acknowledgedAt, kind: 'automatic', text: 'Paying fails.', editedAt: '2027-03-03T02:08:00.000Z' },
      { number: 2, at: '2027-03-03T02:10:00.000Z', kind: 'reopened', text: null },
    ];
    const publicNotice = { state: 'public', link: 'https://status.example.com/incidents/n1.html', updates };
    const updateDueAt = '2027-03-03T02:21:00.000Z';
    stack.stories = [story({ acknowledgedBy: 'Sam', acknowledgedAt, nextPage: null, publicNotice, updateDueAt })];
    await run(['show', 'K7MQ'], terminal);
    expect(terminal.said).toEqual(
      expect.arrayContaining([
        'Who        Sam has it since 03:06 CET.',
        'Next       An update is due by 03:21 CET.',
        'Customers  Read a notice. https://status.example.com/incidents/n1.html',
        '           1. 03:06 CET (edited 03:08 CET)  “Paying fails.”',
        '           2. 03:10 CET  reopened',
      ]),
    );
  });

  it('says that nothing is to be done once it is over', async () => {
    const resolvedAt = '2027-03-03T02:58:00.000Z';
    stack.stories = [story({ status: 'resolved', resolvedAt, acknowledgedBy: 'Sam', nextPage: null })];
    await run(['show', 'K7MQ'], terminal);
    expect(terminal.said[1]).toBe(
      'K7MQ   resolved at 03:58 CET (02:58 UTC); it began 03:02 CET (02:02 UTC), Wed 3 March',
    );
    expect(terminal.said).toContain('Next       Nothing is to be done for K7MQ.');
  });

  it('--json prints the row and the timeline at the top level', async () => {
    stack.stories = [story()];
    await run(['show', '--json'], terminal);
    expect(JSON.parse(terminal.said.join(''))).toMatchObject({
      id: 'K7MQ',
      severity: 'SEV-1',
      acknowledgedBy: null,
      timeline: [opening],
    });
  });

  it('passes on that there is no such incident', async () => {
    expect(await run(['show', 'ZZZZ'], terminal)).toBe(1);
    expect(terminal.besides.at(-1)).toBe('tocsin: There is no /incidents/ZZZZ.');
  });
});
