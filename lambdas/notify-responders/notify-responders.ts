import { configuration } from '@tocsin/config';
import { accountNameOf, serviceOf } from '../../domain/configuration';
import type { ChangeNote } from '../../domain/alert';
import { changesFor, changeWindow } from '../../domain/change-feed';
import { isAcknowledged } from '../../domain/escalation-plan';
import { isOpen, type Incident } from '../../domain/incident';
import { instant } from '../../domain/instant';
import type { Message } from '../../domain/message';
import { mailText } from '../../domain/texts/responder-mail';
import { smsText } from '../../domain/texts/responder-sms';
import { linkToken } from '../link-token';
import type { PageLedgers } from '../page-ledgers';
import type { ChangeFeed, LinkKeys, Log, Notifier, Outbox, OutgoingMessage } from '../ports';
import { waitsFor } from './page-limits';

export interface NotifyResponders {
  readonly outbox: Outbox;
  readonly ledgers: PageLedgers;
  readonly notifier: Notifier;
  readonly linkKeys: LinkKeys;
  readonly changes: Pick<ChangeFeed, 'between'>;
  /** Without a slash at the end. */
  readonly apiUrl: string;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Unlike any other run's. */
  readonly holder: string;
  readonly log: Log;
}

export interface MessagesQueued {
  readonly incidentId: string;
  readonly numbers: readonly number[];
}

/** A lease outlives the run that took it, should that die, by no more than this; the function's own time-out is shorter. */
const leaseFor = 20_000;
const patience = 5_000;

/**
 * Sends queued messages, one sender per incident at a time, each after a fresh look at the incident: what is no longer
 * worth sending is withheld. So at most the one page that is just leaving can cross an acknowledgement.
 * @throws Error when something was left unsent: the event is retried, and the auditor finds it besides
 */
export async function notifyResponders({ incidentId, numbers }: MessagesQueued, deps: NotifyResponders): Promise<void> {
  await takeLease(incidentId, deps);
  const failures: unknown[] = [];
  for (const number of numbers) {
    try {
      await sendOne(incidentId, number, deps);
    } catch (error) {
      failures.push(error);
      deps.log('T303', { incident: incidentId, number, error: error instanceof Error ? error.message : 'unknown' });
    }
  }
  await deps.outbox.release(incidentId, deps.holder);
  if (failures.length > 0)
    throw new Error(`${failures.length} of ${numbers.length} messages of ${incidentId} were not sent.`, {
      cause: failures[0],
    });
}

async function takeLease(incidentId: string, deps: NotifyResponders): Promise<void> {
  const giveUpAt = deps.now() + patience;
  while (!(await deps.outbox.lease(incidentId, deps.holder, instant(deps.now()), instant(deps.now() + leaseFor)))) {
    if (deps.now() >= giveUpAt) {
      deps.log('T302', { incident: incidentId });
      throw new Error(`Another run is sending for ${incidentId}; this one is tried again.`);
    }
    await deps.sleep(500);
  }
}

async function sendOne(incidentId: string, number: number, deps: NotifyResponders): Promise<void> {
  const queued = await deps.outbox.message(incidentId, number);
  if (!queued || queued.sentAt !== undefined || queued.withheldAt !== undefined) return;
  const { incident, message } = queued;
  const facts = { incident: incidentId, number, kind: message.kind, to: message.to };
  const because = whyWithheld(message, incident);
  if (because !== undefined) {
    await deps.outbox.withheld(incidentId, number, instant(deps.now()), because);
    return deps.log('T301', { ...facts, because });
  }
  const waits = await waitsFor(message, incident, instant(deps.now()), deps);
  if (waits) {
    await deps.outbox.postponed(incidentId, number, waits.until);
    return deps.log('T305', { ...facts, ...waits });
  }
  await deps.notifier.send(await write(message, incident, deps));
  await deps.outbox.sent(incidentId, number, instant(deps.now()));
  deps.log('T300', facts);
}

/** Why a message must not go out any more; undefined when it must. */
export function whyWithheld(message: Message, incident: Incident): string | undefined {
  if (message.worthWhile === 'always') return undefined;
  if (!isOpen(incident)) return 'the incident is resolved';
  if (message.worthWhile === 'unacknowledged' && isAcknowledged(incident)) return 'somebody has acknowledged';
  const declined = incident.escalation.declined?.find(({ by }) => by === message.to);
  if (message.kind === 'page' && declined && message.queuedAt <= declined.at) return 'this person has declined';
  return undefined;
}

/** The messages that tell somebody of an incident for the first time. */
const firstWords: readonly Message['saying']['says'][] = ['first-page', 'opened-quietly'];

/** What changed before it opened. A page never waits for that, nor fails for want of it. */
async function changesBefore(incident: Incident, deps: NotifyResponders): Promise<readonly ChangeNote[]> {
  const { from, to } = changeWindow(incident);
  try {
    return changesFor(incident, await deps.changes.between(from, to));
  } catch (error) {
    deps.log('T141', { incident: incident.id, error: error instanceof Error ? error.name : 'unknown' });
    return [];
  }
}

async function write(message: Message, incident: Incident, deps: NotifyResponders): Promise<OutgoingMessage> {
  const person = configuration.responders.find(({ id }) => id === message.to);
  const timeZone = person?.timeZone ?? 'UTC';
  const linked = message.saying.says !== 'acknowledged' && message.saying.says !== 'resolved';
  const link = linked
    ? `${deps.apiUrl}/a/${await linkToken({ incidentId: incident.id, number: message.number }, deps.linkKeys)}`
    : undefined;
  const accountName = accountNameOf(incident.account, configuration);
  const service = serviceOf(incident.service, configuration);
  const changes = firstWords.includes(message.saying.says) ? await changesBefore(incident, deps) : [];
  const mail = mailText(message, incident, { timeZone, link, now: instant(deps.now()), accountName, service, changes });
  return { message, subject: mail.subject, email: mail.body, sms: smsText(message.saying, incident, timeZone, link) };
}
