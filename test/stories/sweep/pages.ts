import type { Incident } from '../../../domain/incident';
import type { EntryType } from '../../../domain/timeline';
import type { OutboxMessage } from '../../../local/sns/outbox';
import { timelineOf, type World } from './world';

/** What puts an end to an acknowledgement. */
const voids: readonly EntryType[] = ['AcknowledgementLapsed', 'FailedAgain', 'IncidentReopened'];

/**
 * I5: every message of the run without faults reached its person here too, each page in time. Incidents are compared by
 * their title.
 * @param latest how late a page may be, in milliseconds
 */
export function lostMessages(clean: World, world: World, latest: number): string[] {
  return clean.incidents.flatMap((incident) => {
    const same = world.incidents.find(({ title }) => title === incident.title);
    if (!same) return [`No incident ${incident.title}: it is lost.`];
    const got = byPlace(world, same);
    return [...byPlace(clean, incident)].flatMap(([place, expected]) =>
      expected.flatMap((due, index) => {
        const sent = got.get(place)?.[index];
        const which = `${incident.title}: ${place}, number ${index + 1}`;
        if (sent === undefined) return [`${which}, is lost.`];
        const late = sent - due;
        return place.startsWith('page') && late > latest ? [`${which}, came ${late / 1_000} s late.`] : [];
      }),
    );
  });
}

/** When each message went to each place (`page sms alex 1`) for the first time, in milliseconds after the opening. */
function byPlace(world: World, incident: Incident): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  const seen = new Set<string>();
  for (const message of world.outbox) {
    if (message.incidentId !== incident.id || seen.has(copyOf(message))) continue;
    seen.add(copyOf(message));
    const place = placeOf(message);
    places.set(place, [...(places.get(place) ?? []), Date.parse(message.at) - Date.parse(incident.openedAt)]);
  }
  return places;
}

function placeOf({ kind, channel, responder, level }: OutboxMessage): string {
  return `${kind} ${channel} ${responder} ${level}`;
}

/** Alike for copies of one message: the link is each message's own. */
function copyOf(message: OutboxMessage): string {
  return `${placeOf(message)} ${message.link ?? message.body}`;
}

/** One failed call makes at most one copy of a message, and no message that nobody needs. */
export function superfluousMessages(clean: World, world: World): string[] {
  const copies = new Map<string, number>();
  for (const message of world.outbox) copies.set(copyOf(message), (copies.get(copyOf(message)) ?? 0) + 1);
  const copied = [...copies].filter(([, count]) => count > 2).map(([copy, count]) => `Sent ${count} times: ${copy}`);
  const known = new Set(clean.outbox.map(placeOf));
  const unknown = world.outbox.map(placeOf).filter((place) => !known.has(place));
  return [...copied, ...unknown.map((place) => `Nobody expected: ${place}`)];
}

/** I4: at most the one page that was just leaving comes after an acknowledgement, while that holds. */
export function pagesAfterAcknowledgement(world: World): string[] {
  return world.incidents.flatMap((incident) => {
    const entries = timelineOf(world, incident.id);
    return entries
      .filter(({ type }) => type === 'Acknowledged')
      .flatMap(({ at, seq }) => {
        const end = entries.find((entry) => entry.seq > seq && voids.includes(entry.type))?.at ?? '9999';
        const pages = world.outbox.filter(
          (sent) => sent.kind === 'page' && sent.incidentId === incident.id && sent.at > at && sent.at < end,
        );
        const different = new Set(pages.map(({ link }) => link));
        return different.size > 1
          ? [`${different.size} pages after the acknowledgement at ${at}: ${pages.map(({ at: when }) => when).join()}`]
          : [];
      });
  });
}
