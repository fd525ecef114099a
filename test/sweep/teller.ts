import { alarmEvent } from '../support/alarm-event';
import { type Answer, type Story } from '../support/story';
import { post, type Post } from '../support/webhook-sender';
import type { Watch } from './watch';

const seconds = 1 / 60;
/** Real milliseconds after which a request that got no answer is taken to be waiting for the stack's clock. */
const patience = 40;
/** How much time passes between two looks at the invariants, in minutes. */
const stepLength = 15 * seconds;

/** Tells a story on a stack on which something may fail: waits for what is to come, and presses again where a person would. */
export class Teller {
  /** The ids of all alerts that were sent, for each must be found again somewhere. */
  readonly alerts: string[] = [];

  constructor(
    readonly story: Story,
    private readonly watch: Watch,
  ) {}

  /** @param again the same event once more, as EventBridge may deliver it */
  async alarm(name: string, value: 'ALARM' | 'OK' = 'ALARM', again?: string): Promise<string> {
    const id = again ?? `alert-${this.alerts.length + 1}`;
    if (again === undefined) this.alerts.push(id);
    await this.story.event(alarmEvent(name, value, this.story.now, { id }));
    this.watch.step();
    return id;
  }

  async wait(minutes: number): Promise<void> {
    for (let left = minutes; left > 0; left -= stepLength) {
      await this.story.wait(Math.min(left, stepLength));
      this.watch.step();
    }
  }

  /** Goes on as soon as this person has got a message of this kind, and the `count`th one at that. */
  async until(kind: string, responder: string, count = 1): Promise<void> {
    for (let waited = 0; waited <= 15; waited += stepLength) {
      const got = this.story.stack
        .messages()
        .filter((message) => message.kind === kind && message.responder === responder && message.channel === 'email');
      if (new Set(got.map(({ body }) => body)).size >= count) return;
      await this.wait(stepLength);
    }
    throw new Error(`${responder} got no ${kind} number ${count} within a quarter of an hour.`);
  }

  /** Presses the button behind the newest link of a person. */
  press(responder: string): Promise<Answer> {
    const link = this.story.linkOf(responder);
    return this.insist(() => this.story.press(link));
  }

  look(responder: string): Promise<Answer> {
    const link = this.story.linkOf(responder);
    return this.insist(() => this.story.get(link));
  }

  /** Gives a command about the incident of the newest message. */
  command(command: string, body: Readonly<Record<string, unknown>>, by?: string): Promise<Answer> {
    const incident = this.story.stack.messages().at(-1)?.incidentId;
    if (!incident) throw new Error('There is no message to take the incident from.');
    return this.insist(() => this.story.command(incident, command, body, by));
  }

  /** Asks the responder API for something that is not about one incident. */
  ask(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.insist(() => this.story.api(method, path, body));
  }

  /** Posts as somebody who has no account: another monitoring system, a job, a customer. */
  send(what: Post): Promise<Answer> {
    return this.insist(() => post(this.story, what));
  }

  /** A job reports that it has run, so many minutes ago. */
  async heartbeat(id: string, minutesAgo: number): Promise<void> {
    const event = alarmEvent('unused', 'OK', this.story.now - minutesAgo * 60_000, { id: `heartbeat-${id}` });
    const report = { 'detail-type': 'Heartbeat', source: 'acme.jobs', resources: [], detail: { heartbeat: id } };
    await this.story.event({ ...event, ...report }, this.story.stack.outputs['AlertBusName']);
    this.watch.step();
  }

  /** Does it again while the answer is a server's error, as a person would. */
  private async insist(act: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.whileTimePasses(act());
      this.watch.step();
      if (answer.status < 500 || attempt === 5) return answer;
      await this.wait(5 * seconds);
    }
  }

  /** A handler that waits before it calls AWS again waits for the clock, which stands still while a story waits for the handler. */
  private async whileTimePasses<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const end = () => (over = true);
    work.then(end, end);
    for (let silent = 1; !over; silent++) {
      await Promise.race([work.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, patience))]);
      await this.story.clock.quiet();
      if (!over && silent > 2) await this.story.clock.advance(100);
    }
    return work;
  }
}
