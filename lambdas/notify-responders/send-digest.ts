import { afterDigest } from '../../domain/digest';
import { instant, minute, plus } from '../../domain/instant';
import { bundleHeadStart } from '../../domain/page-ledger';
import type { BundledPage } from '../../domain/texts/bundle';
import { digestMail } from '../../domain/texts/digest-mail';
import { linkToken } from '../link-token';
import type { QueuedMessage } from '../ports';
import { timeZoneOf } from './mail-to';
import type { NotifyResponders } from './notify-responders';
import { settle, stillWaits } from './send-bundle';
import { writeMessage } from './write-message';

/** The most incidents that one mail names; the next takes the rest. */
const mostInOne = 100;

/** While a run sends a digest, no other takes it up; one that dies is followed by another. */
const takenFor = 2 * minute;

/** Sends a person the mails of a morning as one, after a fresh look at each incident; one alone leaves as it is. */
export async function sendDigest(to: string, deps: Omit<NotifyResponders, 'holder'>): Promise<void> {
  const ledger = await deps.ledgers.of(to);
  const now = instant(deps.now());
  const { digest } = ledger;
  if (digest === undefined || plus(digest.at, -bundleHeadStart) > now) return;
  if (!(await deps.ledgers.keep(to, { ...ledger, digest: { ...digest, at: plus(now, takenFor) } }))) return;
  const mails = digest.mails.slice(0, mostInOne);
  const waiting: QueuedMessage[] = [];
  for (const mail of mails) {
    const queued = await stillWaits(mail, deps);
    if (queued) waiting.push(queued);
  }
  const [only, ...others] = waiting;
  if (only && others.length === 0) await deps.notifier.send(await writeMessage(only.message, only.incident, deps));
  if (only && others.length > 0) await sendTogether(to, waiting, deps);
  const at = instant(deps.now());
  for (const { message } of others) await deps.outbox.bundled(message.incidentId, message.number, at, only!.message);
  if (only) await deps.outbox.sent(only.message.incidentId, only.message.number, at);
  if (only) deps.log('T306', { to, pages: waiting.map(({ message }) => `${message.incidentId} ${message.number}`) });
  await settle(to, (known) => afterDigest(known, mails, at), deps);
}

async function sendTogether(
  to: string,
  waiting: readonly QueuedMessage[],
  deps: Omit<NotifyResponders, 'holder'>,
): Promise<void> {
  const pages: BundledPage[] = [];
  for (const { message, incident } of waiting) {
    const token = await linkToken({ incidentId: incident.id, number: message.number }, deps.linkKeys);
    pages.push({ incident, link: `${deps.apiUrl}/a/${token}` });
  }
  const { subject, body } = digestMail(pages, timeZoneOf(to));
  await deps.notifier.send({ message: waiting[0]!.message, subject, email: body, sms: subject });
}
