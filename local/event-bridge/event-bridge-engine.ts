import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { ApiRequest, ApiResponse, Engine, Permission } from '../engine';
import type { ResolvedResource } from '../template/resolved-resource';
import { Archives, type ReplayRequest } from './archives';
import { eventTime, type BusEvent } from './bus-event';
import { Deliveries, type DeadLetter, type Deliver, type Dropped } from './deliveries';
import { matchesCompiled } from './pattern';
import { eventOf, MOST_BYTES, sizeOf, type PutEventsEntry, type Refusal } from './put-events';
import { parseRule, parseScheduledTarget, type Rule } from './rule';

/** What EventBridge needs of the rest of the stack. */
export interface EventBridgeOptions {
  readonly clock: Clock;
  /** Where undelivered events are kept; in memory only when left out. */
  readonly directory?: string;
  /** The whole template: buses, rules and schedules are picked from it. */
  readonly resources: readonly ResolvedResource[];
  readonly deliver: Deliver;
  readonly deadLetter: DeadLetter;
  readonly account?: string;
  readonly region?: string;
}

/** EventBridge on one machine: buses, rules, schedules, and delivery at least once with retries and dead-letter queues. */
export class EventBridgeEngine implements Engine {
  readonly service = 'events';
  private readonly clock: Clock;
  private readonly home: { readonly account: string; readonly region: string };
  /** Bus ARNs by the names and ARNs that a caller may use. */
  private readonly buses: ReadonlyMap<string, string>;
  private readonly rules: readonly Rule[];
  private readonly deliveries: Deliveries;
  private readonly archives: Archives;

  /** @throws Error naming the rule, for a pattern, schedule or target that it could not serve as EventBridge does */
  constructor(options: EventBridgeOptions) {
    const { resources, account = '000000000000', region = 'eu-central-1' } = options;
    this.clock = options.clock;
    this.home = { account, region };
    const own = resources.filter(({ type }) => type === 'AWS::Events::EventBus').map(({ ref, arn }) => ({ ref, arn }));
    const buses = [{ ref: 'default', arn: `arn:aws:events:${region}:${account}:event-bus/default` }, ...own];
    this.buses = new Map(buses.flatMap(({ ref, arn }) => [[ref, arn] as const, [arn, arn] as const]));
    this.rules = resources.flatMap((resource) => {
      if (resource.type === 'AWS::Events::Rule') return parseRule(resource) ?? [];
      return resource.type === 'AWS::Scheduler::Schedule' ? (parseScheduledTarget(resource) ?? []) : [];
    });
    for (const { arn, bus } of this.rules) if (!this.buses.has(bus)) throw new Error(`${arn}: there is no bus ${bus}`);
    this.deliveries = new Deliveries(options);
    this.archives = new Archives(resources, options.clock, options.directory);
  }

  /** Begins: delivers what an earlier run left undelivered and lets schedules fall due. Call it once all targets are there. */
  start(): void {
    this.deliveries.resume();
    const now = this.clock.now();
    for (const rule of this.rules) {
      if (rule.firesAtStart) this.send([rule], this.scheduledEvent(rule, now));
      this.arm(rule, now);
    }
  }

  /** How many events are on their way to a target, retries among them. */
  get waiting(): number {
    return this.deliveries.waiting;
  }

  /** Events that reached neither their target nor a dead-letter queue in this run. */
  dropped(): readonly Dropped[] {
    return this.deliveries.dropped();
  }

  /** Puts an event on a bus without HTTP, in AWS's stead, e.g. a state machine's change of status. */
  put(event: BusEvent, bus = 'default'): void {
    const busArn = this.buses.get(bus);
    if (!busArn) throw new Error(`There is no event bus ${bus}`);
    this.archives.keep(event, busArn);
    this.sendBy(event, busArn, () => true);
  }

  /** Sends an event to the rules of a bus that match it. */
  private sendBy(event: BusEvent, busArn: string, wanted: (rule: Rule) => boolean): void {
    const matching = this.rules.filter(
      (rule) =>
        rule.pattern && this.buses.get(rule.bus) === busArn && wanted(rule) && matchesCompiled(rule.pattern, event),
    );
    this.send(matching, event);
  }

  operationOf(request: ApiRequest): string {
    return request.headers['x-amz-target']?.split('.').pop() ?? '';
  }

  permissionsOf(operation: string, request: ApiRequest): readonly Permission[] {
    if (operation === 'StartReplay') {
      const { EventSourceArn, Destination } = replayOf(request);
      return [EventSourceArn, Destination.Arn].map((resource) => ({ action: 'events:StartReplay', resource }));
    }
    return entriesOf(request).map((entry) => ({
      action: `events:${operation}`,
      resource: this.buses.get(busOf(entry)) ?? this.buses.get('default')!.replace(/[^/]+$/, busOf(entry)),
      conditions: { 'events:source': entry.Source ?? '', 'events:detail-type': entry.DetailType ?? '' },
    }));
  }

  async handle(operation: string, request: ApiRequest): Promise<ApiResponse> {
    if (operation === 'StartReplay') return this.startReplay(replayOf(request));
    if (operation !== 'PutEvents') {
      return this.failure(400, 'UnknownOperationException', `The local EventBridge does not know ${operation}`);
    }
    const entries = entriesOf(request);
    if (entries.length < 1 || entries.length > 10) {
      return this.failure(400, 'ValidationException', 'Entries must have between 1 and 10 members');
    }
    if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > MOST_BYTES) {
      return this.failure(400, 'ValidationException', 'Total size of the entries in the request is over the limit.');
    }
    const results = entries.map((entry) => this.putEntry(entry));
    const FailedEntryCount = results.filter((result) => 'ErrorCode' in result).length;
    return answer(200, { FailedEntryCount, Entries: results });
  }

  failure(status: number, code: string, message: string): ApiResponse {
    return answer(status, { __type: code, message }, { 'x-amzn-errortype': code });
  }

  /** All at once, where EventBridge takes a minute's events at a time. */
  private startReplay(request: ReplayRequest): ApiResponse {
    const refused = this.archives.refusalOf(request);
    if (refused !== undefined) return this.failure(400, 'ValidationException', refused);
    const { Arn, FilterArns = [] } = request.Destination;
    for (const event of this.archives.replay(request))
      this.sendBy(event, Arn, ({ arn }) => FilterArns.length === 0 || FilterArns.includes(arn));
    const ReplayArn = `arn:aws:events:${this.home.region}:${this.home.account}:replay/${request.ReplayName}`;
    return answer(200, { ReplayArn, State: 'STARTING', ReplayStartTime: this.clock.now() / 1_000 });
  }

  private putEntry(entry: PutEventsEntry): { EventId: string } | Refusal {
    const bus = busOf(entry);
    if (!this.buses.has(bus)) {
      return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `Event bus ${bus} does not exist.` };
    }
    const event = eventOf(entry, this.home, this.clock.now());
    if ('ErrorCode' in event) return event;
    this.put(event, bus);
    return { EventId: event.id };
  }

  private send(rules: readonly Rule[], event: BusEvent): void {
    const now = this.clock.now();
    this.deliveries.accept(
      rules.flatMap((rule) =>
        rule.targets.map((target) => ({
          target: {
            arn: target.arn,
            ruleArn: rule.arn,
            ...(target.roleArn && { roleArn: target.roleArn }),
            input: target.input(event, rule.arn),
          },
          event: JSON.stringify(event),
          ...(target.deadLetterArn && { deadLetterArn: target.deadLetterArn }),
          maximumRetryAttempts: target.maximumRetryAttempts,
          until: now + target.maximumAgeMs,
        })),
      ),
    );
  }

  /** After a sleep of the whole machine what was missed is skipped; a clock that is skipped ahead misses nothing. */
  private arm(rule: Rule, after: number): void {
    const due = rule.schedule?.(after);
    if (due === undefined) return;
    this.clock.at(due, () => {
      this.send([rule], this.scheduledEvent(rule, due));
      this.arm(rule, Math.max(due, this.clock.now()));
    });
  }

  private scheduledEvent(rule: Rule, due: number): BusEvent {
    const envelope = { version: '0', id: randomUUID(), 'detail-type': 'Scheduled Event', source: 'aws.events' };
    return { ...envelope, ...this.home, time: eventTime(due), resources: [rule.arn], detail: {} };
  }
}

function entriesOf(request: ApiRequest): readonly PutEventsEntry[] {
  return (JSON.parse(request.body.toString() || '{}') as { Entries?: PutEventsEntry[] }).Entries ?? [];
}

function replayOf(request: ApiRequest): ReplayRequest {
  return JSON.parse(request.body.toString()) as ReplayRequest;
}

function busOf(entry: PutEventsEntry): string {
  return entry.EventBusName ?? 'default';
}

function answer(status: number, body: object, headers: Record<string, string> = {}): ApiResponse {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1', ...headers }, body: JSON.stringify(body) };
}
