import { stillTries, type Ways } from '../../domain/channels';
import { instant, type Instant } from '../../domain/instant';
import type { Channel } from '../../domain/responder';
import type { OutgoingMessage } from '../ports';
import { carry } from './carry';
import type { NotifyResponders } from './notify-responders';
import { personOf, whyWithheld } from './write-message';

/** A message that SNS has carried as far as it could, with the channels that are still to come. */
export interface Unfinished {
  readonly incidentId: string;
  readonly number: number;
  readonly outgoing: OutgoingMessage;
  readonly ways: Ways;
  /** By these it has left. */
  readonly left: readonly Channel[];
  /** By these it is to leave now. */
  readonly next: readonly Channel[];
  readonly failures: readonly unknown[];
}

/**
 * Sends what SNS does not carry, after a fresh look at the incident, and puts another channel in the place of each that
 * failed. A message that left by one channel has left: those that failed are tried again by the auditor, for a while.
 * @throws the failure when it left by none
 */
export async function finish(unfinished: Unfinished, deps: NotifyResponders): Promise<void> {
  const { incidentId, number, outgoing, ways, next } = unfinished;
  const queued = await deps.outbox.message(incidentId, number);
  if (!queued) return;
  const { message, incident } = queued;
  const facts = { incident: incidentId, number, kind: message.kind, to: message.to };
  const because = whyWithheld(message, incident);
  if (because !== undefined) return end(unfinished.left, because);

  const person = personOf(message.to);
  const carried = await carry(outgoing, next, person, deps);
  const left = [...unfinished.left, ...carried.left];
  const failures = [...unfinished.failures, ...carried.failures];
  const spare = ways.instead.filter((channel) => !left.includes(channel));
  while (left.length < ways.by.length && failures.length > 0 && spare.length > 0)
    left.push(...(await carry(outgoing, [spare.shift()!], person, deps)).left);

  if (left.length === 0) throw failures[0];
  const now = instant(deps.now());
  if (failures.length > 0 && stillTries(message, now)) return tryAgain(left, now);
  if (failures.length > 0) deps.log('T311', { ...facts, left });
  if (failures.length === 0 && ways.later) return tryAgain(left, ways.later.at);
  await end(left);

  async function tryAgain(already: readonly Channel[], at: Instant): Promise<void> {
    await deps.outbox.partly(incidentId, number, already, at);
    deps.log('T312', { ...facts, left: already, at });
  }

  async function end(already: readonly Channel[], why?: string): Promise<void> {
    const at = instant(deps.now());
    if (why !== undefined && already.length === 0) {
      await deps.outbox.withheld(incidentId, number, at, why);
      return deps.log('T301', { ...facts, because: why });
    }
    await deps.outbox.sent(incidentId, number, at);
    deps.log('T300', { ...facts, left: already });
  }
}
