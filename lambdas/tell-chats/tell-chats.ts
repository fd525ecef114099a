import { configuration } from '@tocsin/config';
import { serviceOf } from '../../domain/configuration';
import type { Incident } from '../../domain/incident';
import type { Chat } from '../../domain/paging-settings';
import { chatText } from '../../domain/texts/chat';
import type { IncidentReader, IncidentStore, Log } from '../ports';

/** The news that something was written into a timeline. */
export interface EntryNews {
  readonly incidentId: string;
  readonly seq: number;
}

/** What telling chat rooms needs of the world. */
export interface TellChats {
  readonly incidents: Pick<IncidentStore, 'incident'> & Pick<IncidentReader, 'timeline'>;
  readonly write: (chat: Chat, incidentId: string, text: string) => Promise<void>;
  readonly log: Log;
}

/** What so many entries have followed is old news. */
const newest = 50;

/**
 * Tells the chat rooms of the team what happened. They inform: nothing waits for them, and nobody counts as paged.
 * @throws Error when a room was not told; the news then comes again, to all of them
 */
export async function tellChats({ incidentId, seq }: EntryNews, { incidents, write, log }: TellChats): Promise<void> {
  const incident = await incidents.incident(incidentId);
  const entry = (await incidents.timeline(incidentId, newest)).find((each) => each.seq === seq);
  if (!incident || !entry) return;
  const rooms = roomsOf(incident);
  const text = chatText(incident, entry);
  const outcomes = await Promise.allSettled(rooms.map((room) => write(room, incidentId, text)));
  const failed = outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [{ room: rooms[index]!.id, reason: outcome.reason as unknown }] : [],
  );
  for (const { room, reason } of failed)
    log('T316', { incident: incidentId, room, error: reason instanceof Error ? reason.message : 'unknown' });
  if (rooms.length > failed.length) log('T315', { incident: incidentId, seq, rooms: rooms.length - failed.length });
  if (failed.length > 0)
    throw new Error(`${failed.length} of ${rooms.length} chat rooms were not told of ${incidentId}.`, {
      cause: failed[0]!.reason,
    });
}

/** A room for some teams reads of their services; one for all reads everything. */
function roomsOf({ service }: Incident): readonly Chat[] {
  const owner = serviceOf(service, configuration)?.owner;
  return (configuration.paging?.chats ?? []).filter(
    ({ teams }) => teams === undefined || (owner !== undefined && teams.includes(owner)),
  );
}
