import { S3Client } from '@aws-sdk/client-s3';
import { request } from 'node:http';
import { Clock } from '../../local/clock';
import type { BusEvent } from '../../local/event-bridge/bus-event';
import { alarmEvent, type AlarmFacts } from './alarm-event';
import type { OutboxMessage } from '../../local/sns/outbox';
import { startLocalStack, type LocalStack } from '../../local/stack';

/** When every story begins, unless it says otherwise: 03:02 in Berlin, on a night in November. */
export const night = Date.parse('2026-11-21T02:02:00.000Z');
const minute = 60_000;

export interface StoryOptions {
  readonly start?: number;
  readonly directory?: string;
  readonly assembly?: string;
  /** See `Clock`: less is faster, and enough where nothing else runs beside the story. */
  readonly patience?: number;
}

/** An answer of the responder API or of the status page. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/**
 * A whole incident on the local stack: the synthesized template, the bundled handlers, and a clock that stands still
 * until the story moves it on. Every message must be told before the story ends.
 */
export class Story {
  private told = 0;

  private constructor(
    readonly stack: LocalStack,
    readonly clock: Clock,
  ) {}

  static async begin({
    start = night,
    directory,
    assembly = process.env['TOCSIN_ASSEMBLY'],
    patience,
  }: StoryOptions = {}): Promise<Story> {
    if (!assembly)
      throw new Error('There is no synthesized template: test/support/synthesize.ts makes it before the tests.');
    const clock = new Clock(start, 0, patience);
    const stack = await startLocalStack({ assembly, clock, directory, ports: { page: 0, api: 0, outbox: 0, aws: 0 } });
    const story = new Story(stack, clock);
    await clock.quiet();
    return story;
  }

  get now(): number {
    return this.clock.now();
  }

  /** Skips ahead; everything that falls due happens, in order. */
  async wait(minutes: number): Promise<void> {
    await this.clock.advance(minutes * minute);
  }

  /** Sends an alarm's state change as CloudWatch would, at this moment, and lets everything happen that follows. */
  async alarm(
    name: string,
    value: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA' = 'ALARM',
    more: Partial<AlarmFacts> = {},
  ): Promise<void> {
    await this.event(alarmEvent(name, value, this.now, more));
  }

  async event(event: BusEvent, bus?: string): Promise<void> {
    this.stack.eventBridge.put(event, bus);
    await this.clock.quiet();
  }

  /** All messages so far that the story has not told yet; with this they are told. */
  messages(): readonly OutboxMessage[] {
    const all = this.stack.messages();
    const fresh = all.slice(this.told);
    this.told = all.length;
    return fresh;
  }

  /**
   * The new messages, a line each: `page sms alex 1: SEV-1 …`. The order in which a person's channels are served does not
   * matter; any message that the story does not name fails it.
   */
  expectMessages(expected: readonly string[]): void {
    const lines = this.messages().map(
      (message) => `${message.kind} ${message.channel} ${message.responder} ${message.level}`,
    );
    expect(lines.sort()).toEqual([...expected].sort());
  }

  /** The newest link that a person got. */
  linkOf(responder: string): string {
    const message = [...this.stack.messages()].reverse().find((sent) => sent.responder === responder && sent.link);
    if (!message?.link) throw new Error(`${responder} got no link.`);
    return message.link;
  }

  async get(url: string, method = 'GET'): Promise<Answer> {
    return this.send(url, { method });
  }

  /** Presses the button behind a link. */
  async press(link: string): Promise<Answer> {
    return this.send(link, { method: 'POST' });
  }

  /** Gives a command as a signed-in person. */
  async command(
    incident: string,
    command: string,
    body: Readonly<Record<string, unknown>> = {},
    by = 'alex',
  ): Promise<Answer> {
    return this.api('POST', `/incidents/${incident}/${command}`, body, by);
  }

  async api(method: string, path: string, body?: unknown, by = 'alex'): Promise<Answer> {
    const authorization = `AWS4-HMAC-SHA256 Credential=${by}/20261121/eu-central-1/execute-api/aws4_request, SignedHeaders=host, Signature=0`;
    return this.send(`${this.stack.outputs['ResponderApiUrl']}${path}`, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: { authorization, 'content-type': 'application/json' },
    });
  }

  async incidents(all = false): Promise<readonly IncidentRow[]> {
    const answer = await this.api('GET', `/incidents${all ? '?all=1' : ''}`);
    return (JSON.parse(answer.body) as { incidents: IncidentRow[] }).incidents;
  }

  /** The only open incident. */
  async incident(): Promise<IncidentRow> {
    const [only, ...others] = await this.incidents();
    if (!only || others.length > 0)
      throw new Error(`There should be one open incident, not ${others.length + (only ? 1 : 0)}.`);
    return only;
  }

  async timeline(
    id: string,
  ): Promise<readonly { readonly type: string; readonly by: string; readonly text: string; readonly at: string }[]> {
    const answer = await this.api('GET', `/incidents/${id}`);
    return (JSON.parse(answer.body) as { timeline: [] }).timeline;
  }

  /** A public file, as the distribution serves it. */
  async page(path = '/'): Promise<Answer> {
    return this.get(`http://127.0.0.1:${this.stack.ports.page}${path}`);
  }

  async summary(): Promise<PublicSummary> {
    return JSON.parse((await this.page('/api/v2/summary.json')).body) as PublicSummary;
  }

  /** Everything in the public bucket, as one text. */
  everythingPublic(): string {
    const bucket = this.stack.outputs['PageBucketName']!;
    return this.stack.s3
      .list(bucket)
      .map((key) => this.stack.s3.read(bucket, key)?.body.toString('utf8'))
      .join('\n');
  }

  /** Ends the story: nothing was refused or failed, and no message is left untold. */
  async end(): Promise<void> {
    try {
      expect(this.stack.denied()).toEqual([]);
      expect(this.stack.lambda.failures()).toEqual([]);
      this.expectMessages([]);
    } finally {
      await this.stack.stop();
    }
  }

  /** An AWS client of the account's owner. */
  s3(): S3Client {
    const credentials = { accessKeyId: 'owner', secretAccessKey: 'local' };
    return new S3Client({
      endpoint: `http://127.0.0.1:${this.stack.ports.aws}`,
      region: 'eu-central-1',
      credentials,
      forcePathStyle: true,
    });
  }

  private send(
    url: string,
    options: { method: string; body?: string; headers?: Record<string, string> },
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const call = request(url, { method: options.method, headers: options.headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const body = Buffer.concat(chunks).toString('utf8');
          void this.clock
            .quiet()
            .then(() => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }), reject);
        });
      });
      call.on('error', reject);
      call.end(options.body);
    });
  }
}

export interface IncidentRow {
  readonly id: string;
  readonly severity: string;
  readonly status: string;
  readonly title: string;
  readonly service: string | null;
  readonly alertCount: number;
  readonly level: number;
  readonly openedAt: string;
  readonly startedAt: string | null;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedBy: string | null;
  readonly resolvedAt: string | null;
}

export interface PublicSummary {
  readonly status: { readonly indicator: string; readonly description: string };
  readonly components: readonly { readonly name: string; readonly status: string }[];
  readonly incidents: readonly {
    readonly name: string;
    readonly status: string;
    readonly incident_updates: readonly { readonly body: string }[];
  }[];
}
