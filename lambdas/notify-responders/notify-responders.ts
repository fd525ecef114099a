import { waysTo } from '../../domain/channels';
import { instant } from '../../domain/instant';
import type { PageLedgers } from '../page-ledgers';
import type { ChangeFeed, LinkKeys, Outbox } from '../ports';
import { carry, isBySns, type Carriers } from './carry';
import { finish, type Unfinished } from './other-channels';
import { waitsFor } from './page-limits';
import { personOf, whyWithheld, writeMessage } from './write-message';

export interface NotifyResponders extends Carriers {
  readonly outbox: Outbox;
  readonly ledgers: PageLedgers;
  readonly linkKeys: LinkKeys;
  readonly changes: Pick<ChangeFeed, 'between'>;
  /** Without a slash at the end. */
  readonly apiUrl: string;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Unlike any other run's. */
  readonly holder: string;
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
 * worth sending is withheld. So at most the one page that is just leaving can cross an acknowledgement. Text messages and
 * mails go first, of all the messages: whatever a push app or a call takes, they do not wait for it.
 * @throws Error when something was left unsent: the event is retried, and the auditor finds it besides
 */
export async function notifyResponders({ incidentId, numbers }: MessagesQueued, deps: NotifyResponders): Promise<void> {
  await takeLease(incidentId, deps);
  const failures: unknown[] = [];
  const unfinished: Unfinished[] = [];
  const orFail = async (number: number, sending: Promise<Unfinished | undefined | void>) => {
    try {
      const more = await sending;
      if (more) unfinished.push(more);
    } catch (error) {
      failures.push(error);
      deps.log('T303', { incident: incidentId, number, error: error instanceof Error ? error.message : 'unknown' });
    }
  };
  for (const number of numbers) await orFail(number, sendOne(incidentId, number, deps));
  await Promise.all([...unfinished].map((message) => orFail(message.number, finish(message, deps))));
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

/** Sends one message by what SNS carries, and answers what is left to do where the person is reached in other ways too. */
async function sendOne(incidentId: string, number: number, deps: NotifyResponders): Promise<Unfinished | undefined> {
  const queued = await deps.outbox.message(incidentId, number);
  if (!queued || queued.sentAt !== undefined || queued.withheldAt !== undefined) return undefined;
  const { incident, message, left = [] } = queued;
  const facts = { incident: incidentId, number, kind: message.kind, to: message.to };
  const because = left.length > 0 ? undefined : whyWithheld(message, incident);
  if (because !== undefined) {
    await deps.outbox.withheld(incidentId, number, instant(deps.now()), because);
    deps.log('T301', { ...facts, because });
    return undefined;
  }
  const waits = left.length > 0 ? undefined : await waitsFor(message, incident, instant(deps.now()), deps);
  if (waits) {
    await deps.outbox.postponed(incidentId, number, waits.until);
    deps.log('T305', { ...facts, ...waits });
    return undefined;
  }
  const person = personOf(message.to);
  const ways = waysTo(person, message, incident.severity, instant(deps.now()));
  const wanted = ways.by.filter((channel) => !left.includes(channel));
  const outgoing = await writeMessage(message, incident, deps);
  // What left by some channels was worth sending then: `finish` looks whether the others still are.
  const first =
    left.length > 0 ? { left: [], failures: [] } : await carry(outgoing, wanted.filter(isBySns), person, deps);
  const next = wanted.filter((channel) => left.length > 0 || !isBySns(channel));
  if (next.length > 0 || ways.later || (first.failures.length > 0 && ways.instead.length > 0))
    return { incidentId, number, outgoing, ways, left: [...left, ...first.left], next, failures: first.failures };
  if (first.failures.length > 0) throw first.failures[0];
  await deps.outbox.sent(incidentId, number, instant(deps.now()));
  deps.log('T300', facts);
  return undefined;
}
