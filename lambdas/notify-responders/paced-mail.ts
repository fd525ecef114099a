import { instant } from '../../domain/instant';
import type { LateMail, LateMails, MailSeconds } from '../mail-pace';
import type { Log, Notifier, Outbox, OutgoingMessage } from '../ports';
import { whyWithheld } from './write-message';

/** What keeping the pace of mails needs of the world. */
export interface PacedMail {
  /** Sends at once. */
  readonly direct: Notifier;
  readonly seconds: MailSeconds;
  readonly lateMails: LateMails;
  readonly now: () => number;
  readonly log: Log;
}

/** The longest that a queue keeps a message back, in seconds. */
const longestDelay = 900;

/**
 * A notifier whose mails leave no faster than AWS bears: above ten in a second it ends subscriptions. Text messages always
 * leave at once. A mail without room in this second waits in a queue for one that has; none is dropped, and where the
 * pace cannot be asked, it leaves.
 */
export function pacedMail(deps: PacedMail): Notifier {
  return {
    async send(outgoing) {
      const { message } = outgoing;
      const now = Math.floor(deps.now() / 1_000);
      const second = message.channels.includes('email') ? await secondFor(outgoing, now, deps) : now;
      if (second <= now) return deps.direct.send(outgoing);
      const atOnce = message.channels.filter((channel) => channel !== 'email');
      if (atOnce.length > 0) await deps.direct.send({ ...outgoing, message: { ...message, channels: atOnce } });
      await keep({ second, outgoing: { ...outgoing, message: { ...message, channels: ['email'] } } }, now, deps);
    },
  };
}

/** Sends a mail whose second has come, unless nobody needs it any more. One that came early waits on. */
export async function sendLateMail(
  mail: LateMail,
  deps: PacedMail & { readonly outbox: Pick<Outbox, 'message'> },
): Promise<void> {
  const { second, outgoing } = mail;
  const now = Math.floor(deps.now() / 1_000);
  if (second > now) return keep(mail, now, deps);
  const { incidentId, number, kind, to } = outgoing.message;
  const queued = outgoing.ofIncident ? await deps.outbox.message(incidentId, number) : undefined;
  const because = queued && whyWithheld(queued.message, queued.incident);
  const facts = { incident: incidentId, number, kind, to };
  if (because !== undefined) return deps.log('T301', { ...facts, because });
  await deps.direct.send(outgoing);
  deps.log('T314', { ...facts, at: instant(deps.now()) });
}

async function secondFor({ message }: OutgoingMessage, now: number, { seconds, log }: PacedMail): Promise<number> {
  try {
    return await seconds.take(now);
  } catch (error) {
    log('T313', { to: message.to, error: error instanceof Error ? error.name : 'unknown' });
    return now;
  }
}

async function keep(mail: LateMail, now: number, { direct, lateMails, log }: PacedMail): Promise<void> {
  try {
    await lateMails.keep(mail, Math.min(longestDelay, mail.second - now));
  } catch (error) {
    log('T313', { to: mail.outgoing.message.to, error: error instanceof Error ? error.name : 'unknown' });
    await direct.send(mail.outgoing);
  }
}
