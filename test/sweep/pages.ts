import type { Incident } from '../../domain/incident';
import type { Message } from '../../domain/message';
import type { OutboxMessage } from '../../local/sns/outbox';
import { voids } from './step-invariants';
import { timelineOf, type World } from './world';

/** How long after an acknowledgement a page may be "just leaving", in milliseconds: a call that takes effect late, and a little. */
const justLeaving = 35_000;

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

function placeOf({
  kind,
  channel,
  responder,
  level,
}: Pick<OutboxMessage, 'kind' | 'responder' | 'level'> & { readonly channel: string }): string {
  return `${kind} ${channel} ${responder} ${level}`;
}

/** Alike for copies of one message: the link is each message's own. */
function copyOf(message: OutboxMessage): string {
  return `${placeOf(message)} ${message.link ?? message.body}`;
}

/** No message leaves more often than once and `copies` times more. */
export function copiedMessages({ outbox }: World, copies: number): string[] {
  const counts = new Map<string, number>();
  for (const message of outbox) counts.set(copyOf(message), (counts.get(copyOf(message)) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1 + copies).map(([copy, count]) => `Sent ${count} times: ${copy}`);
}

/** Nobody gets a message that nobody gets without a fault. */
export function unexpectedMessages(clean: World, world: World): string[] {
  const known = new Set(clean.outbox.map(placeOf));
  const unknown = world.outbox.map(placeOf).filter((place) => !known.has(place));
  return unknown.map((place) => `Nobody expected: ${place}`);
}

interface Sent {
  readonly message?: Message;
  readonly sentAt?: string;
  readonly bundledWith?: string;
}

/** I6: nobody gets more pages in a minute, and in a quarter of an hour, than they can read. */
export function tooManyPages(outbox: World['outbox']): string[] {
  const pages = outbox.filter(({ kind, channel, body }) => kind === 'page' && channel === 'sms' && !isBundle(body));
  return pages.flatMap(({ responder, at, body }, index) => {
    const within = (minutes: number, counts: (text: string) => boolean) =>
      pages.slice(0, index + 1).filter((other) => {
        const before = Date.parse(at) - Date.parse(other.at);
        return other.responder === responder && before < minutes * 60_000 && counts(other.body);
      }).length;
    const other = (text: string) => !isFirstOfSev1(text);
    const most = isFirstOfSev1(body) ? within(1, () => true) > 20 : within(1, other) > 10 || within(15, other) > 30;
    return most ? [`${responder} got more pages than anybody can read by ${at}.`] : [];
  });
}

const isBundle = (body: string) => /^\d+ more page/.test(body);
/** It waits for nothing but a storm of its like. */
const isFirstOfSev1 = (body: string) => body.startsWith('SEV-1');

/** What is marked as sent has left, by each of its channels. */
export function neverLeft({ items, outbox }: World): string[] {
  const left = new Set(outbox.map((message) => `${message.incidentId} ${copyOf(message)}`));
  const count = (place: string) => [...left].filter((copy) => copy.startsWith(`${place} `)).length;
  const marked = new Map<string, number>();
  for (const { message, sentAt, bundledWith } of items as unknown as readonly Sent[]) {
    if (!message || sentAt === undefined) continue;
    // It went within another page, which counts for itself.
    if (bundledWith !== undefined && bundledWith !== `${message.incidentId} ${message.number}`) continue;
    for (const channel of message.channels) {
      const place = `${message.incidentId} ${placeOf({ ...message, channel, responder: message.to })}`;
      marked.set(place, (marked.get(place) ?? 0) + 1);
    }
  }
  return [...marked]
    .filter(([place, sent]) => count(place) < sent)
    .map(([place, sent]) => `${place}: ${sent} marked as sent, ${count(place)} left.`);
}

/** I4: at most `most` pages that were just leaving come after an acknowledgement, while that holds. */
export function pagesAfterAcknowledgement(world: World, most: number): string[] {
  return world.incidents.flatMap((incident) => {
    const entries = timelineOf(world, incident.id);
    return entries
      .filter(({ type }) => type === 'Acknowledged')
      .flatMap(({ at, seq }) => {
        const end = entries.find((entry) => entry.seq > seq && voids.includes(entry.type))?.at ?? '9999';
        const pages = world.outbox.filter(
          (sent) => sent.kind === 'page' && sent.incidentId === incident.id && sent.at > at && sent.at < end,
        );
        const different = new Set(pages.map(({ link }) => link)).size;
        const times = pages.map(({ at: when }) => when);
        const late = times.filter((when) => Date.parse(when) > Date.parse(at) + justLeaving);
        return different > most || late.length > 0
          ? [`${different} pages after the acknowledgement at ${at}: ${times.join()}`]
          : [];
      });
  });
}
