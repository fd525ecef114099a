import { run } from '../../bin/cli/run';
import type { IncidentDetail, TimelineLine } from '../../bin/cli/incident-shapes';
import { opening, page, story } from './support/checkout-incident';
import { FakeStack, type Received } from './support/fake-stack';
import { RecordingTerminal } from './support/recording-terminal';

/** A stack that plays along: every step of the demo has the effect that the real one has. */
class PlayingStack extends FakeStack {
  private change: Partial<IncidentDetail> = {};
  private timeline: TimelineLine[] = [opening];
  private words: string[] = [];

  override answer = (request: Received): { status?: number; body: unknown } | undefined => {
    const { method, path, body } = request;
    if (path === '/api/v2/summary.json') return { body: this.page() };
    if (method !== 'POST') return undefined;
    if (path === '/') this.eventComes(body);
    if (path === '/_local/clock') this.timePasses();
    if (path === '/a/token') return this.acknowledged();
    if (path.startsWith('/incidents/K7MQ/')) return this.commanded(path, body);
    return undefined;
  };

  private page(): unknown {
    return { incidents: this.words.length > 0 ? [{ incident_updates: [{ body: this.words.at(-1) }] }] : [] };
  }

  private eventComes(body: string): void {
    const well = body.includes('\\"value\\":\\"OK\\",\\"reason\\"') && this.stories.length > 0;
    if (well) this.timeline.push({ seq: 2, at: this.now, type: 'AlertCleared', by: 'alarm', text: 'It is OK.' });
    else this.messages = [page(), page({ channel: 'email' })];
    this.show({});
  }

  private timePasses(): void {
    if (this.timeline.length > 1) return this.show({ status: 'monitoring' });
    if (this.stories.length === 0 || this.change.acknowledgedBy) return;
    const link = `${this.url}/a/token`;
    this.messages = [...this.messages, page({ responder: 'sam', level: 2, at: '2027-03-03T02:07:42.000Z', link })];
    this.words.push('We are investigating a problem with Checkout.');
  }

  private acknowledged(): { status: number; body: string } {
    this.show({ acknowledgedBy: 'Sam', acknowledgedAt: this.now });
    return { status: 303, body: '' };
  }

  private commanded(path: string, body: string): { body: unknown } {
    this.words.push((JSON.parse(body) as { public: string }).public);
    if (path.endsWith('/resolve')) this.show({ status: 'resolved', resolvedAt: this.now });
    return { body: { done: 'Done.', incident: {} } };
  }

  private show(change: Partial<IncidentDetail>): void {
    this.change = { ...this.change, ...change };
    this.stories = [story(this.change, this.timeline)];
  }
}

describe('tocsin demo', () => {
  let stack: PlayingStack;
  let terminal: RecordingTerminal;

  beforeEach(async () => {
    stack = new PlayingStack();
    await stack.start();
    terminal = new RecordingTerminal(stack.folder);
  });
  afterEach(() => stack.stop());

  it('plays a whole incident, line by line, with links that work', async () => {
    expect(await run(['demo', '--fast'], terminal)).toBe(0);
    expect(terminal.said).toEqual([
      'A whole incident in about a minute. The people are made up; every step and every link is real.',
      '03:02  The alarm checkout-5xx rings in CloudWatch.',
      '03:02  K7MQ opened: SEV-1 checkout-5xx, because rule "checkout-down". Paying by card is failing.',
      `03:02  Level 1 is paged: alex, by mail, SMS. ${stack.url}/#K7MQ`,
      '(The clock is skipped ahead 5 minutes. Nobody answers.)',
      '03:07  Level 2 is paged: sam, by SMS.',
      `03:07  Customers read: “We are investigating a problem with Checkout.” ${stack.url}`,
      `03:07  sam opens the link and presses Acknowledge: ${stack.url}/a/token`,
      '03:07  Sam has it. Nobody else is paged.',
      '03:09  You: npx tocsin update K7MQ --status identified --public "Cards of one bank are declined. Other cards and bank transfer work." --next-in 30m',
      '03:09  Customers read since 02:09 UTC: “Cards of one bank are declined. Other cards and bank transfer work.”',
      '03:15  The alarm checkout-5xx says OK. That counts after 5 quiet minutes.',
      '03:21  K7MQ is monitoring now. A SEV-1 is resolved by a person, never by an alarm.',
      '03:21  You: npx tocsin resolve K7MQ --reason "Switched to the second card provider" --public "Paying by card works again."',
      `03:21  Resolved. Customers read it: ${stack.url}`,
      'Told from its timeline: npx tocsin show K7MQ',
    ]);
  });

  it('waits between the lines, and with --json tells the story on stderr', async () => {
    const pauses: unknown[] = [];
    const pause = (...milliseconds: unknown[]) => Promise.resolve(void pauses.push(...milliseconds));
    expect(await run(['demo', '--json'], { ...terminal, pause })).toBe(0);
    expect(pauses.filter((wait) => wait === 1_500).length).toBe(16);
    expect(JSON.parse(terminal.said.join(''))).toMatchObject({ incident: { id: 'K7MQ', status: 'resolved' } });
  });

  it('does not join an incident that is open', async () => {
    stack.stories = [story()];
    expect(await run(['demo', '--fast'], terminal)).toBe(1);
    expect(terminal.besides.at(-1)).toContain('K7MQ is open for checkout-5xx, and the demo would join it.');
    expect(stack.sentTo('/')).toEqual([]);
  });

  it('skips past the time in which the last one would be reopened', async () => {
    stack.stories = [story({ id: 'OLD1', status: 'resolved', resolvedAt: '2027-03-03T02:00:00.000Z' })];
    await run(['demo', '--fast'], terminal);
    expect(terminal.said[1]).toBe('(The clock is skipped ahead 31 minutes: sooner, the last one would be reopened.)');
    expect(stack.sentTo('/_local/clock')[0]).toEqual({ advance: 'PT31M' });
  });

  it('names what did not come, when the stack does not play along', async () => {
    stack.answer = () => undefined;
    expect(await run(['demo', '--fast'], terminal)).toBe(1);
    expect(terminal.besides.at(-1)).toContain('The demo waited 10 seconds for an incident, and it did not come.');
  });
});
