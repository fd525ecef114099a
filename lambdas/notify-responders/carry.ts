import type { Channel, Responder } from '../../domain/responder';
import type { Carrier } from '../carrier';
import type { Log, Notifier, OutgoingMessage } from '../ports';

export interface Carriers {
  /** SMS and mail, in one publish. */
  readonly notifier: Notifier;
  /** Left out where nobody is reached so. */
  readonly voice?: Carrier;
  readonly push?: Carrier;
  readonly log: Log;
}

/** What came of an attempt: the channels that carried the text, and why the others did not. */
export interface Carried {
  readonly left: readonly Channel[];
  readonly failures: readonly unknown[];
}

/** SNS carries these two, and carries them together. */
export function isBySns(channel: Channel): channel is 'sms' | 'email' {
  return channel === 'sms' || channel === 'email';
}

/** Sends one text by each of these channels, all at once. What fails is logged, and answered; nothing is thrown. */
export async function carry(
  outgoing: OutgoingMessage,
  by: readonly Channel[],
  person: Responder | undefined,
  carriers: Carriers,
): Promise<Carried> {
  const { message } = outgoing;
  const bySns = by.filter(isBySns);
  const others = by.filter((channel) => !isBySns(channel));
  const attempts: { readonly channels: readonly Channel[]; readonly sending: Promise<void> }[] = [
    ...(bySns.length === 0
      ? []
      : [
          {
            channels: bySns,
            sending: carriers.notifier.send({ ...outgoing, message: { ...message, channels: bySns } }),
          },
        ]),
    ...others.map((channel) => ({ channels: [channel], sending: carryBy(channel, outgoing, person, carriers) })),
  ];
  const outcomes = await Promise.allSettled(attempts.map(({ sending }) => sending));
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  outcomes.forEach((outcome, index) => {
    if (outcome.status === 'fulfilled') return;
    const { channels } = attempts[index]!;
    const { incidentId: incident, number, to } = message;
    carriers.log('T310', { incident, number, to, channels, error: reasonOf(outcome.reason) });
  });
  return {
    left: attempts.flatMap(({ channels }, index) => (outcomes[index]!.status === 'fulfilled' ? channels : [])),
    failures,
  };
}

async function carryBy(
  channel: 'voice' | 'push',
  outgoing: OutgoingMessage,
  person: Responder | undefined,
  carriers: Carriers,
): Promise<void> {
  const carrier = carriers[channel];
  if (!carrier || !person) throw new Error(`Nothing carries ${channel} to ${outgoing.message.to}.`);
  await carrier(outgoing, person);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
