import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import { DurableMap } from '../durable-map';
import type { ResolvedResource } from '../template/resolved-resource';
import type { BusEvent } from './bus-event';
import { compilePattern, matchesCompiled, type CompiledPattern } from './pattern';

const day = 86_400_000;

interface Archive {
  readonly arn: string;
  readonly busArn: string;
  readonly pattern: CompiledPattern | undefined;
  readonly keptFor: number;
}

interface Kept {
  readonly key: string;
  readonly archive: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly event: BusEvent;
}

/** A request to feed a window of an archive in again. */
export interface ReplayRequest {
  readonly ReplayName: string;
  readonly EventSourceArn: string;
  /** Epoch seconds. */
  readonly EventStartTime: number;
  readonly EventEndTime: number;
  readonly Destination: { readonly Arn: string; readonly FilterArns?: readonly string[] };
}

/** The template's archives: they keep what came by their bus and matches, for as long as they say, and give it out again. */
export class Archives {
  private readonly archives: readonly Archive[];
  private readonly kept: DurableMap<Kept>;

  constructor(
    resources: readonly ResolvedResource[],
    private readonly clock: Clock,
    directory: string | undefined,
  ) {
    this.archives = resources
      .filter(({ type }) => type === 'AWS::Events::Archive')
      .map(({ arn, logicalId, properties: { SourceArn, EventPattern, RetentionDays } }) => ({
        arn,
        busArn: String(SourceArn),
        pattern: EventPattern === undefined ? undefined : compilePattern(EventPattern, logicalId),
        keptFor: RetentionDays ? Number(RetentionDays) * day : Infinity,
      }));
    this.kept = new DurableMap(directory, 'event-archives');
    for (const { key, archive, at } of [...this.kept.all()]) {
      const keptFor = this.archives.find(({ arn }) => arn === archive)?.keptFor ?? 0;
      if (at < clock.now() - keptFor) this.kept.delete(key);
    }
  }

  /** An event came by a bus. What was replayed is not kept again. */
  keep(event: BusEvent, busArn: string): void {
    for (const archive of this.archives) {
      if (archive.busArn !== busArn || 'replay-name' in event) continue;
      if (archive.pattern && !matchesCompiled(archive.pattern, event)) continue;
      const at = this.clock.now();
      const key = randomUUID();
      this.kept.set(key, { key, archive: archive.arn, at, event });
    }
  }

  /** Why a replay cannot begin, in EventBridge's words; undefined where it can. */
  refusalOf({
    ReplayName,
    EventSourceArn,
    EventStartTime,
    EventEndTime,
    Destination,
  }: ReplayRequest): string | undefined {
    const archive = this.archives.find(({ arn }) => arn === EventSourceArn);
    if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(ReplayName)) return 'Parameter ReplayName is not valid.';
    if (!archive) return `Archive ${EventSourceArn} does not exist.`;
    if (archive.busArn !== Destination.Arn) return 'Parameter Destination.Arn is not valid. It must be the source bus.';
    return EventStartTime < EventEndTime
      ? undefined
      : 'Parameter EventEndTime is not valid. It must be after the start.';
  }

  /** The events of the window, each with the replay's name, by their own times. */
  replay({ ReplayName, EventSourceArn, EventStartTime, EventEndTime }: ReplayRequest): BusEvent[] {
    const keptFor = this.archives.find(({ arn }) => arn === EventSourceArn)!.keptFor;
    const oldest = this.clock.now() - keptFor;
    const inWindow = ({ archive, at, event }: Kept) =>
      archive === EventSourceArn &&
      at >= oldest &&
      Date.parse(event.time) >= EventStartTime * 1_000 &&
      Date.parse(event.time) <= EventEndTime * 1_000;
    return [...this.kept.all()]
      .filter(inWindow)
      .map(({ event }) => ({ ...event, 'replay-name': ReplayName }))
      .sort((one, other) => Date.parse(one.time) - Date.parse(other.time));
  }
}
