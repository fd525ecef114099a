import { configuration } from '@tocsin/config';
import { noteAlarmChange } from '../../domain/alarm-change';
import type { Context } from '../../domain/alert';
import { nameOf } from '../../domain/configuration';
import type { Instant } from '../../domain/instant';
import type { IngestAlert } from './needs';

/** News about an alarm with the message that brought it. */
export interface AlarmNews {
  readonly messageId: string;
  readonly context: Context;
  readonly event: string;
}

/** How often it is noted anew after a lost race, before the queue tries again later. */
const attempts = 6;

/**
 * Notes that an alarm was edited or deleted in the timeline of the incident that it has open; ignores it where there is none.
 * @throws Error when the race is lost again and again; the queue delivers it again
 */
export async function noteAlarmNews(
  { messageId, context, event }: AlarmNews,
  now: Instant,
  deps: IngestAlert,
): Promise<void> {
  const key = deps.hashOfKey(context.dedupKey);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const known = await deps.alerts.known(key);
    const incident = known && (await deps.incidents.incident(known.incidentId));
    const change = incident && noteAlarmChange(context, incident, { now, nameOf: (id) => nameOf(id, configuration) });
    if (!known || !change) return deps.log('T103', { messageId, because: 'no incident of that alarm is open' });

    const { id, source, name, at } = context;
    const { count: _count, ...after } = known;
    const { incidentId, signal } = known;
    const result = await deps.incidents.commit(change, {
      key: { key, before: known, after, counted: 0 },
      receipts: [
        {
          alert: { id, source, name, signal, changedAt: at },
          event,
          receivedAt: now,
          incidentId,
          outcome: 'noted in the timeline',
        },
      ],
    });
    if (result === 'written') deps.log('T101', { incident: incidentId, transition: change.transition });
    if (result !== 'lost-race') return;
  }
  throw new Error(`The race for an incident was lost ${attempts} times.`);
}
