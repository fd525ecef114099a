import { configuration } from '@tocsin/config';
import type { SQSBatchResponse } from 'aws-lambda';
import { isChangeNote, isContext, isIgnored, type Alert, type ChangeNote, type Ignored } from '../../domain/alert';
import { withoutMute } from '../../domain/alert-sources/alarm-facts';
import { asFirstSent, isReplayed } from '../../domain/alert-sources/envelope';
import { readAlert } from '../../domain/alert-sources/read-alert';
import { classify } from '../../domain/classification';
import type { Instant } from '../../domain/instant';
import { hearingNothing } from '../../domain/silence-alarm';
import { lastWordOf } from '../../domain/speaker';
import type { Log } from '../ports';
import { noteAlarmNews, type AlarmNews } from './alarm-news';
import type { AlertEvent } from './alert-events';
import { handleRun } from './alert-run';
import { renewPromise } from './heartbeat-report';
import type { IngestAlert } from './needs';
import { wasHeard } from './replayed';

/** One message of the alert queue. */
export interface QueuedAlert {
  readonly messageId: string;
  readonly body: string;
  readonly receiptHandle?: string;
  /** How often the queue has delivered it, this time included. */
  readonly attributes?: { readonly ApproximateReceiveCount?: string };
}

/** So often a message that fails comes again soon; after that it waits for the queue's own time-out. */
const soonAtMost = 20;

/** Takes a batch of the alert queue: what fails is delivered again, alone, and hurts no neighbour. */
export async function ingestAlerts(
  messages: readonly QueuedAlert[],
  now: Instant,
  deps: IngestAlert,
): Promise<SQSBatchResponse> {
  const failed = new Set<string>();
  const events: AlertEvent[] = [];
  const news: AlarmNews[] = [];
  for (const message of messages) {
    try {
      const event = await read(message, now, deps);
      if (event && 'alert' in event) events.push(event);
      else if (event) news.push(event);
    } catch (error) {
      fail(message.messageId, error, failed, deps.log);
    }
  }
  const handleGroup = async ([key, group]: Group) => {
    for (const run of runs(group)) {
      try {
        await handleRun(key, run, now, deps);
      } catch (error) {
        for (const event of run) fail(event.messageId, error, failed, deps.log);
        return void leftOver(group, run).forEach((event) => failed.add(event.messageId));
      }
    }
  };
  await Promise.all(
    lanes(groups(events, deps.hashOfKey)).map(async (lane) => {
      for (const group of lane) await handleGroup(group);
    }),
  );
  // An alarm's own news comes last: what the batch says of the alarm may only just have opened its incident.
  for (const each of news) {
    try {
      await noteAlarmNews(each, now, deps);
    } catch (error) {
      fail(each.messageId, error, failed, deps.log);
    }
  }
  await retrySoon(
    messages.filter(({ messageId }) => failed.has(messageId)),
    deps,
  );
  await deps.speakers.flush();
  return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
}

/** What failed is tried again soon. A queue that cannot be told so delivers it later by itself. */
async function retrySoon(failed: readonly QueuedAlert[], deps: IngestAlert): Promise<void> {
  const soon = failed.filter(({ attributes }) => Number(attributes?.ApproximateReceiveCount ?? 1) <= soonAtMost);
  const handles = soon.flatMap(({ receiptHandle }) => receiptHandle ?? []);
  await Promise.allSettled(handles.map((handle) => deps.queue.retrySoon(handle)));
}

/** Reads one message; undefined when there is nothing to decide about it. */
async function read(
  message: QueuedAlert,
  now: Instant,
  deps: IngestAlert,
): Promise<AlertEvent | AlarmNews | undefined> {
  let event: unknown;
  try {
    event = JSON.parse(message.body);
  } catch (error) {
    const reason = `The message is no JSON: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown'}. Nothing was opened. Mend the sender, then send it again.`;
    await deps.deadLetters.put(message.body, reason.replace(/[^\x20-\x7e]/g, '?'));
    deps.log('T104', { messageId: message.messageId });
    return undefined;
  }
  const word = lastWordOf(event, now);
  if (word) deps.speakers.heard(word, now);
  const replayed = isReplayed(event);
  const body = replayed ? JSON.stringify(asFirstSent(event)) : message.body;
  const alert = readAlert(event, message.messageId, now);
  if (replayed && (await wasHeard(alert, deps))) return undefined;
  if (isIgnored(alert)) {
    if (alert.lookAgain) await keepMuted(alert, alert.lookAgain, JSON.parse(body), now, deps);
    deps.log('T103', { messageId: message.messageId, because: alert.ignored, until: alert.lookAgain?.at });
    deps.count('AlertsIgnored', 1);
    return undefined;
  }
  const change = isChangeNote(alert) ? alert : 'change' in alert ? alert.change : undefined;
  if (change) await keepChange(change, deps);
  if (isChangeNote(alert)) return undefined;
  if (isContext(alert)) return { messageId: message.messageId, context: alert, event: body };
  if (alert.malformed !== undefined) deps.log('T106', { event: alert.id, because: alert.malformed });
  if (alert.heartbeat !== undefined && !(await renewPromise(alert, alert.heartbeat, deps))) return undefined;
  const heard = hearingNothing(alert, configuration);
  return { messageId: message.messageId, alert: heard, event: body };
}

/** What was muted and still fires when its mute ends pages then: the end is a promise like any other. */
async function keepMuted(
  { ignored }: Ignored,
  { dedupKey, name, changedAt, at }: NonNullable<Ignored['lookAgain']>,
  event: unknown,
  now: Instant,
  deps: IngestAlert,
): Promise<void> {
  const kept = { event: JSON.stringify(withoutMute(event)), name, changedAt, keptAt: now, until: at, because: ignored };
  await deps.muted.keep(deps.hashOfKey(dedupKey), kept);
}

/** A change is kept for whoever looks at an incident; it is never an alert. */
async function keepChange(change: ChangeNote, deps: IngestAlert): Promise<void> {
  await deps.changes.keep(change);
  deps.log('T140', { event: change.id, source: change.source });
}

function fail(messageId: string, error: unknown, failed: Set<string>, log: Log): void {
  failed.add(messageId);
  log('T105', { messageId, error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' });
}

/** Keys of one service go one after the other: at once, they would race for the same incident. */
function lanes(all: readonly Group[]): Group[][] {
  const byService = new Map<string, Group[]>();
  for (const group of all) {
    const [key, [first]] = group;
    const service = first && classify(first.alert, configuration).service;
    const lane = service === undefined ? `key ${key}` : `service ${service}`;
    byService.set(lane, [...(byService.get(lane) ?? []), group]);
  }
  return [...byService.values()];
}

/** A dedup key's hash with its events. */
type Group = readonly [string, readonly AlertEvent[]];

/** The events of each dedup key, in the order in which they came. */
function groups(events: readonly AlertEvent[], hashOfKey: (key: string) => string): Group[] {
  const byKey = new Map<string, AlertEvent[]>();
  for (const event of events) {
    const key = hashOfKey(event.alert.dedupKey);
    byKey.set(key, [...(byKey.get(key) ?? []), event]);
  }
  return [...byKey];
}

/** Neighbours with the same signal: what n alerts say at once is decided, and written, once. */
function runs(events: readonly AlertEvent[]): AlertEvent[][] {
  const found: AlertEvent[][] = [];
  for (const event of events) {
    const last = found.at(-1);
    if (last && sameSignal(last[0]!.alert, event.alert)) last.push(event);
    else found.push([event]);
  }
  return found;
}

function sameSignal(one: Alert, other: Alert): boolean {
  return one.signal === other.signal;
}

/** What of a group had not been handled when a run of it failed: order matters within a key. */
function leftOver(group: readonly AlertEvent[], failedRun: readonly AlertEvent[]): readonly AlertEvent[] {
  return group.slice(group.indexOf(failedRun[0]!));
}
