import { configuration } from '@tocsin/config';
import type { ChangeNote } from '../../domain/alert';
import { changesFor, changeWindow } from '../../domain/change-feed';
import { accountNameOf, serviceOf } from '../../domain/configuration';
import { isAcknowledged } from '../../domain/escalation-plan';
import { isOpen, type Incident } from '../../domain/incident';
import { instant } from '../../domain/instant';
import type { Message } from '../../domain/message';
import type { Responder } from '../../domain/responder';
import { mailText } from '../../domain/texts/responder-mail';
import { smsText } from '../../domain/texts/responder-sms';
import { spokenText } from '../../domain/texts/spoken';
import { linkToken } from '../link-token';
import type { OutgoingMessage } from '../ports';
import type { NotifyResponders } from './notify-responders';

/** Why a message must not go out any more; undefined when it must. */
export function whyWithheld(message: Message, incident: Incident): string | undefined {
  if (message.worthWhile === 'always') return undefined;
  if (!isOpen(incident)) return 'the incident is resolved';
  if (message.worthWhile === 'unacknowledged' && isAcknowledged(incident)) return 'somebody has acknowledged';
  // After an outage each person hears the newest, not each page of those hours.
  const { attempts } = incident.escalation;
  if (message.kind === 'page' && message.attempt < (attempts[`${message.level} ${message.to}`] ?? 0))
    return 'a newer page to this person is on its way';
  const declined = incident.escalation.declined?.find(({ by }) => by === message.to);
  if (message.kind === 'page' && declined && message.queuedAt <= declined.at) return 'this person has declined';
  return undefined;
}

/** A person as the configuration has them now; undefined for one who has left it. */
export function personOf(id: string): Responder | undefined {
  return configuration.responders.find((responder) => responder.id === id);
}

/** A message in the words of each channel, with a link of its reader's own. */
export async function writeMessage(
  message: Message,
  incident: Incident,
  deps: Omit<NotifyResponders, 'holder'>,
): Promise<OutgoingMessage> {
  const person = personOf(message.to);
  const timeZone = person?.timeZone ?? 'UTC';
  const linked = message.saying.says !== 'acknowledged' && message.saying.says !== 'resolved';
  const link = linked
    ? `${deps.apiUrl}/a/${await linkToken({ incidentId: incident.id, number: message.number }, deps.linkKeys)}`
    : undefined;
  const accountName = accountNameOf(incident.account, configuration);
  const service = serviceOf(incident.service, configuration);
  const changes = firstWords.includes(message.saying.says) ? await changesBefore(incident, deps) : [];
  const now = instant(deps.now());
  const mail = mailText(message, incident, { timeZone, link, now, accountName, service, changes });
  return {
    message,
    subject: mail.subject,
    email: mail.body,
    sms: smsText(message.saying, incident, { timeZone, now }, link),
    spoken: spokenText(incident, person?.name ?? ''),
    link,
    ofIncident: true,
  };
}

/** The messages that tell somebody of an incident for the first time. */
const firstWords: readonly Message['saying']['says'][] = ['first-page', 'opened-quietly'];

/** What changed before it opened. A page never waits for that, nor fails for want of it. */
async function changesBefore(
  incident: Incident,
  deps: Pick<NotifyResponders, 'changes' | 'log'>,
): Promise<readonly ChangeNote[]> {
  const { from, to } = changeWindow(incident);
  try {
    return changesFor(incident, await deps.changes.between(from, to));
  } catch (error) {
    deps.log('T141', { incident: incident.id, error: error instanceof Error ? error.name : 'unknown' });
    return [];
  }
}
