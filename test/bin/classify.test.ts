import { run } from '../../bin/cli/run';
import { explain, type Explanation } from '../../bin/cli/explanation';
import type { ExplainedStep } from '../../bin/cli/explained-steps';
import { FakeStack } from './support/fake-stack';
import { RecordingTerminal } from './support/recording-terminal';

const checkout: Explanation = {
  kind: 'alert',
  alert: {
    name: 'checkout-5xx',
    signal: 'firing',
    dedupKey: 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:checkout-5xx',
    startedAt: '2027-03-03T01:59:00.000Z',
    measured: 'Http5xxRate 42 %, limit 5 %, 3 of 3 minutes',
  },
  classification: {
    severity: 'SEV-1',
    because: 'rule checkout-down',
    needsSeverity: false,
    service: 'checkout',
    incidentType: 'availability',
    runbook: 'https://wiki.example.com/runbooks/checkout-5xx',
    publishes: true,
  },
  levels: [['Alex'], ['Sam'], ['Kim']],
};

describe('tocsin classify', () => {
  it('says of news about an alarm where it goes', () => {
    const lines = explain({ kind: 'context', context: 'The alarm a was edited: threshold 5, now 10.' }, 'UTC');
    expect(lines[0]).toBe('It is no alert, but news about one: The alarm a was edited: threshold 5, now 10.');
    expect(lines[1]).toContain('the timeline of the incident that the alarm has open');
  });

  it('explains in sentences what an event would do, and does nothing', async () => {
    const stack = new FakeStack();
    await stack.start();
    stack.answer = ({ path }) => (path === '/classify' ? { body: checkout } : undefined);
    const terminal = new RecordingTerminal(stack.folder);
    expect(await run(['classify', 'checkout-5xx'], terminal)).toBe(0);
    const [{ event }] = stack.sentTo('/classify') as [{ event: { detail: { alarmName: string } } }];
    expect(event.detail.alarmName).toBe('checkout-5xx');
    expect(stack.received.map(({ path }) => path).filter((path) => path !== '/_local/ready')).toEqual(['/classify']);
    await stack.stop();
    expect(terminal.said).toEqual([
      'checkout-5xx fires: Http5xxRate 42 %, limit 5 %, 3 of 3 minutes.',
      'The trouble began at 02:59 CET (01:59 UTC).',
      'It is SEV-1, because rule "checkout-down": service checkout, type availability.',
      'Level 1 is paged at once: Alex.',
      'Level 2 is paged 5 minutes later, unless someone acknowledges: Sam.',
      'Level 3 is paged 10 minutes later, unless someone acknowledges: Kim.',
      'A notice goes public 5 minutes later, unless someone holds it.',
      'Runbook: https://wiki.example.com/runbooks/checkout-5xx',
      'Alerts with the same key join the same incident: arn:aws:cloudwatch:eu-central-1:111122223333:alarm:checkout-5xx',
    ]);
  });

  it('M2: tells every place that was asked for a severity, what it said, and why a rule did not fit', () => {
    const steps: ExplainedStep[] = [
      { place: 'alarm tag', severity: null, because: 'it has no tag tocsin:severity', decides: false, passedOver: [] },
      {
        place: 'rule table',
        severity: 'SEV-1',
        because: 'rule checkout-down',
        decides: true,
        passedOver: Array.from({ length: 22 }, (_, n) => ({ rule: `r${n}`, because: 'its name is a, not b' })),
      },
      { place: 'default', severity: 'SEV-2', because: 'no rule knows it', decides: false, passedOver: [] },
    ];
    const reports = [{ to: 'the authority', by: 'Kim', withinHours: 72 }];
    const lines = explain({ ...checkout, steps, reports, policy: 'severity policy 1' }, 'UTC');
    expect(lines).toContain('Kim is to tell the authority within 72 hours.');
    const told = lines.slice(lines.findIndex((line) => line.startsWith('The severity was looked for')));
    expect(told.slice(0, 4)).toEqual([
      'The severity was looked for in this order; the first place that has one decides:',
      '  alarm tag   it has no tag tocsin:severity',
      '  rule table  SEV-1: rule checkout-down. This decides.',
      '    rule r0 does not fit: its name is a, not b',
    ]);
    expect(told.slice(-3)).toEqual([
      '    and 2 more rules that do not fit',
      '  default     would say SEV-2: no rule knows it',
      'What the severities mean: severity policy 1.',
    ]);
  });

  it('tells that SEV-4 pages nobody, and that nothing goes public by itself', () => {
    const classification = { ...checkout.classification!, severity: 'SEV-4', needsSeverity: true };
    const lines = explain({ ...checkout, classification }, 'UTC');
    expect(lines).toContain('It needs a severity: a person is asked to check it.');
    expect(lines).toContain('Level 1 is mailed at 09:00 on the next business day: Alex. Nobody is paged.');
    expect(lines).toContain('Nothing goes public by itself.');
    expect(lines.join('\n')).not.toContain('is paged at once');
  });

  it('tells that what no rule knows is mailed while the team observes', () => {
    const observedUntil = '2027-07-10T00:00:00.000Z';
    const classification = { ...checkout.classification!, needsSeverity: true, observedUntil };
    const text = explain({ ...checkout, classification }, 'UTC').join('\n');
    expect(text).toMatch(/Observing until .*: level 1 is mailed instead of paged: Alex\./);
    expect(text).not.toContain('is paged at once');
  });

  it.each([
    [{ kind: 'ignored', ignored: 'muted by a mute rule' }, 'It is ignored: muted by a mute rule.'],
    [{ ...checkout, kind: 'malformed' }, 'It is not what it says it is, and cannot be read.'],
    [{ ...checkout, alert: { ...checkout.alert!, signal: 'ok' } }, 'checkout-5xx says OK.'],
    [
      { ...checkout, alert: { ...checkout.alert!, signal: 'unknown' } },
      'checkout-5xx has no data (INSUFFICIENT_DATA).',
    ],
  ] as [Explanation, string][])('has a sentence for each kind of event (%#)', (explanation, sentence) => {
    expect(explain(explanation, 'UTC')[0]).toContain(sentence);
  });
});
