import { configuration } from '@tocsin/config';
import { auditChannels, type KnownChannel, type SeenChannel } from '../../domain/channel-audit';
import { channelsInUse } from '../../domain/channels';
import { instant } from '../../domain/instant';
import type { Channel, Responder } from '../../domain/responder';
import { unconfirmedMail, unconfirmedText } from '../../domain/texts/reach';
import type { Count } from '../ports';
import type { ReachStore, TopicSubscription, TopicSubscriptions } from '../reach-ports';
import { carry, type Carriers } from './carry';
import { standInFor } from './send-test-page';

/** What looking after people's subscriptions needs of the world. */
export interface AuditChannels extends Carriers {
  readonly subscriptions: TopicSubscriptions;
  readonly reach: Pick<ReachStore, 'channels' | 'keepChannels'>;
  readonly count: Count;
  readonly now: () => number;
}

/**
 * Looks whether everybody's addresses get messages: mail filters end subscriptions, and SNS itself does so to those that are
 * written to too fast. What gets none is counted, and told once to the person by another way, and to the last resort.
 * Where SNS does not say, nothing is counted, and that silence has an alarm.
 */
export async function checkChannels(deps: AuditChannels): Promise<void> {
  const seen: SeenChannel[] = [];
  try {
    for (const person of configuration.responders)
      seen.push(...statesOf(person, (await deps.subscriptions.of(person.id)) ?? []));
  } catch (error) {
    return deps.log('T173', { error: error instanceof Error ? error.name : 'unknown' });
  }
  deps.count('ResponderChannelsUnconfirmed', seen.filter(({ state }) => state !== 'confirmed').length);
  const { known, changed, tell } = auditChannels(await deps.reach.channels(), seen, instant(deps.now()));
  if (!changed) return;
  for (const about of tell) await tellOf(about, known.channels, deps);
  await deps.reach.keepChannels(known);
}

/** The address of a channel that a person has to confirm, and SNS lists. */
function addressOf(person: Responder, channel: Channel): string | undefined {
  if (channel === 'email') return person.email;
  return channel === 'sms' ? person.phone : undefined;
}

function statesOf(person: Responder, subscriptions: readonly TopicSubscription[]): SeenChannel[] {
  return channelsInUse(person).flatMap((channel) => {
    const address = addressOf(person, channel);
    if (address === undefined) return [];
    const same = (endpoint: string) => endpoint.toLowerCase() === address.toLowerCase();
    const found = subscriptions.filter(({ protocol, endpoint }) => protocol === channel && same(endpoint));
    const state = found.some(({ confirmed }) => confirmed) ? 'confirmed' : found.length > 0 ? 'pending' : 'gone';
    return [{ person: person.id, channel, state } as const];
  });
}

async function tellOf(about: KnownChannel, known: readonly KnownChannel[], deps: AuditChannels): Promise<void> {
  const person = configuration.responders.find(({ id }) => id === about.person);
  if (!person) return;
  const dead = known.filter((each) => each.person === person.id && each.state !== 'confirmed');
  const others = channelsInUse(person).filter(
    (channel) => channel !== 'voice' && !dead.some((each) => each.channel === channel),
  );
  const notice = { number: 0, incidentId: 'test', kind: 'notice', level: 1, attempt: 1 } as const;
  if (others.length > 0) {
    const { subject, body, sms } = unconfirmedText(about);
    const message = { ...notice, to: person.id, channels: others };
    await carry({ message, subject, email: body, sms }, others, person, deps);
  }
  const { subject, body } = unconfirmedMail(person.name, about);
  const message = { ...notice, to: standInFor(person.id), channels: ['email'] } as const;
  await deps.notifier.send({ message, subject, email: body, sms: subject });
  deps.log('T172', { person: person.id, channel: about.channel, state: about.state });
}
