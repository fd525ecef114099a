import { coveredAt } from './covered-hours';
import { between, minute, type Instant } from './instant';
import type { Message } from './message';
import type { Channel, Responder } from './responder';
import { severityName, type Severity } from './severity';

/** How one message reaches its person. */
export interface Ways {
  /** By each of these. */
  readonly by: readonly Channel[];
  /** Where one of those fails, the first of these that does not. */
  readonly instead: readonly Channel[];
  /** By these only from then on, if it is worth sending then. */
  readonly later?: { readonly by: readonly Channel[]; readonly at: Instant };
}

/** What the way of a message depends on. */
export type Travelling = Pick<Message, 'kind' | 'attempt' | 'channels'>;

/** A channel that fails is tried again for this long, if the message left by another. */
export const channelTriedFor = 15 * minute;

/** Whether a message that left by some of its channels still waits for one that fails. */
export function stillTries({ queuedAt }: Pick<Message, 'queuedAt'>, now: Instant): boolean {
  return between(queuedAt, now) < channelTriedFor;
}

/** The channels that can reach a person at all, the quickest first. */
export function reachableBy({ phone, push }: Pick<Responder, 'phone' | 'push'>): readonly Channel[] {
  return [
    ...(push === undefined ? [] : (['push'] as const)),
    ...(phone === undefined ? [] : (['sms', 'voice'] as const)),
    'email',
  ];
}

/** The order that a person gave for a severity; undefined where they gave none. */
export function orderFor(
  { channels }: Pick<Responder, 'channels'>,
  severity: Severity,
): readonly Channel[] | undefined {
  if (channels === undefined || isList(channels)) return channels;
  return channels[severityName(severity) as keyof typeof channels];
}

/** Every channel by which this person may be paged or told something: what has to be confirmed and tested. */
export function channelsInUse(person: Responder): readonly Channel[] {
  const orders = ([1, 2, 3, 4] as const).map((severity) => orderFor(person, severity) ?? usual(person));
  return reachableBy(person).filter(
    (channel) => channel === 'email' || orders.some((order) => order.includes(channel)),
  );
}

function usual({ phone }: Responder): readonly Channel[] {
  return phone === undefined ? ['email'] : ['sms', 'email'];
}

/**
 * By which channels a message leaves now. A person without an order gets it by those that it names. In an order, the first page
 * of a SEV-1 takes all, any other page one more than the page before; what is no page takes the first that can be read, and
 * mail. In the quiet hours of a person, SEV-3 and SEV-4 come by mail alone; a page's other channels follow when they end.
 */
export function waysTo(person: Responder | undefined, message: Travelling, severity: Severity, now: Instant): Ways {
  const ways = usualWays(person, message, severity);
  const until = severity < 3 || !ways.by.some(rings) ? undefined : quietUntil(person, now);
  if (until === undefined) return ways;
  const quiet: Ways = { by: ['email'], instead: [] };
  return message.kind === 'page' ? { ...quiet, later: { by: ways.by.filter(rings), at: until } } : quiet;
}

function usualWays(person: Responder | undefined, { kind, attempt, channels }: Travelling, severity: Severity): Ways {
  const order = person && orderFor(person, severity);
  if (!order || !channels.some(rings)) return { by: channels, instead: [] };
  if (kind !== 'page') {
    const readable = order.find((channel) => channel === 'sms' || channel === 'push');
    return { by: [...(readable ? [readable] : []), 'email'], instead: [] };
  }
  const count = severity === 1 ? order.length : attempt;
  return { by: order.slice(0, count), instead: order.slice(count) };
}

function rings(channel: Channel): boolean {
  return channel !== 'email';
}

/** When the quiet hours end that this person has now; undefined outside of them. */
function quietUntil(person: Responder | undefined, now: Instant): Instant | undefined {
  if (!person?.quietHours) return undefined;
  const { covered, until } = coveredAt({ timeZone: person.timeZone, hours: [person.quietHours] }, now);
  return covered ? until : undefined;
}

/** One order for all severities. */
export function isList(channels: Responder['channels']): channels is readonly Channel[] {
  return Array.isArray(channels);
}
