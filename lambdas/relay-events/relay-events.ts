import type { ClockName, Incident } from '../../domain/incident';
import type { TimelineEntry } from '../../domain/timeline';
import type { EventPublisher, Log, News } from '../ports';

/** One change of the table: the item before and after, as plain values. */
export interface TableChange {
  readonly pk: string;
  readonly sk: string;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

export interface RelayEvents {
  readonly bus: EventPublisher;
  readonly log: Log;
}

/** Turns what was written into news: nobody "also" publishes, so nothing is written and not told, or told and not written. */
export async function relayEvents(changes: readonly TableChange[], { bus, log }: RelayEvents): Promise<void> {
  const news = [
    ...changes.flatMap(entryNews),
    ...changes.flatMap(clockNews),
    ...messageNews(changes),
    ...changes.flatMap(testNews),
    ...pageNews(changes),
  ];
  if (news.length === 0) return;
  await bus.publish(news);
  log('T200', { types: news.map(({ type }) => type) });
}

/** Every timeline entry is news under its own name. Its text stays inside: the bus tells what happened, not what was said. */
function entryNews({ sk, before, after }: TableChange): News[] {
  if (!sk.startsWith('ENTRY#') || before || !after) return [];
  const entry = after as unknown as TimelineEntry & { incidentId: string };
  return [{ type: entry.type, detail: { incidentId: entry.incidentId, seq: entry.seq, at: entry.at } }];
}

/** A clock with a new generation is to be started. */
function clockNews({ sk, before, after }: TableChange): News[] {
  if (sk !== 'INCIDENT' || !after) return [];
  const incident = after as unknown as Incident;
  const old = before as unknown as Incident | undefined;
  return (Object.keys(incident.clocks) as ClockName[])
    .filter((clock) => incident.clocks[clock].generation > (old?.clocks[clock].generation ?? 0))
    .map((clock) => ({
      type: 'ClockSet',
      detail: { incidentId: incident.id, clock, generation: incident.clocks[clock].generation },
    }));
}

/** Messages that were queued, together for each incident. */
function messageNews(changes: readonly TableChange[]): News[] {
  const numbers = new Map<string, number[]>();
  for (const { pk, sk, before, after } of changes) {
    if (!sk.startsWith('MESSAGE#') || before || !after) continue;
    const incidentId = pk.slice('INCIDENT#'.length);
    numbers.set(incidentId, [...(numbers.get(incidentId) ?? []), Number(sk.slice('MESSAGE#'.length))]);
  }
  return [...numbers].map(([incidentId, queued]) => ({
    type: 'MessagesQueued',
    detail: { incidentId, numbers: queued },
  }));
}

/** Somebody asked for a test page. (One that is due by the calendar is sent by the run that finds it due.) */
function testNews({ pk, sk, before, after }: TableChange): News[] {
  if (sk !== 'TEST' || after?.['queuedAt'] === undefined || after['takenUntil'] !== undefined) return [];
  if (before?.['number'] === after['number']) return [];
  return [{ type: 'MessagesQueued', detail: { testFor: pk.slice('PERSON#'.length) } }];
}

/** However much changed that customers read, the page is published once. */
function pageNews(changes: readonly TableChange[]): News[] {
  const versions = changes
    .filter(({ pk, sk, after }) => pk === 'STATUS' && sk === 'VERSION' && after)
    .map(({ after }) => Number(after!['version']));
  return versions.length === 0 ? [] : [{ type: 'StatusPageChanged', detail: { version: Math.max(...versions) } }];
}
