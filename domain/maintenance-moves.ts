import { latest, plus, type Instant } from './instant';
import { lateUpdateEvery, quietBeforeCompleting, type Maintenance, type MaintenanceUpdate } from './maintenance';

/** A maintenance with something more said about it; its version and time follow. */
export function say(
  maintenance: Maintenance,
  update: MaintenanceUpdate,
  patch: Partial<Maintenance> = {},
): Maintenance {
  return {
    ...maintenance,
    ...patch,
    version: maintenance.version + 1,
    changedAt: update.at,
    updates: [...maintenance.updates, update],
  };
}

/**
 * What a maintenance does by itself at its times: it begins; at its end it is checked, or, while an alarm of its services
 * fires, customers are told that it takes longer; one that may complete by itself does, once it is quiet.
 * Undefined when it stays as it is.
 * @param firing names of the alarms of its services that fire, kept quiet or not
 */
export function moveOn(maintenance: Maintenance, firing: readonly string[], now: Instant): Maintenance | undefined {
  const { state, from, until, lookAt } = maintenance;
  if (lookAt === undefined || lookAt > now) return undefined;
  if (state === 'scheduled' && from <= now) return begin(maintenance, now);
  if (state === 'in_progress' && until <= now) {
    if (firing.length === 0) return check(maintenance, now);
    const nextUpdateBy = plus(now, lateUpdateEvery);
    const late = { at: now, kind: 'late', until, nextUpdateBy } as const;
    return say(maintenance, late, { nextUpdateBy, lookAt: undefined });
  }
  if (state !== 'verifying' || !maintenance.autoComplete) return undefined;
  if (firing.length === 0) return complete(maintenance, now);
  return { ...maintenance, version: maintenance.version + 1, lookAt: plus(now, quietBeforeCompleting) };
}

/** It begins, at its time or because a person says so. */
export function begin(maintenance: Maintenance, now: Instant): Maintenance {
  const { until } = maintenance;
  const patch = { state: 'in_progress', startedAt: now, lookAt: latest(until, now) } as const;
  return say(maintenance, { at: now, kind: 'started', until }, patch);
}

/** The work is done, and is checked. */
function check(maintenance: Maintenance, now: Instant): Maintenance {
  const lookAt = maintenance.autoComplete ? plus(now, quietBeforeCompleting) : undefined;
  const patch = { state: 'verifying', verifyingAt: now, nextUpdateBy: undefined, lookAt } as const;
  return say(maintenance, { at: now, kind: 'verifying' }, patch);
}

/** It is over: what it kept quiet is taken in again. */
export function complete(maintenance: Maintenance, now: Instant): Maintenance {
  const patch = { state: 'completed', completedAt: now, ...over } as const;
  return say(maintenance, { at: now, kind: 'completed' }, patch);
}

/** It is called off, or broken off: what it kept quiet is taken in again. */
export function cancel(maintenance: Maintenance, now: Instant): Maintenance {
  const patch = { state: 'cancelled', cancelledAt: now, ...over } as const;
  return say(maintenance, { at: now, kind: 'cancelled' }, patch);
}

const over = { nextUpdateBy: undefined, lookAt: undefined, askAgain: true } as const;

/** When somebody must look at it: at its next move, or at once where its quiet is to be judged anew. */
export function promisedAt({ askAgain, changedAt, lookAt }: Maintenance): Instant | undefined {
  return askAgain ? changedAt : lookAt;
}

/** What it kept quiet was taken in again. */
export function askedAgain(maintenance: Maintenance): Maintenance {
  return { ...maintenance, version: maintenance.version + 1, askAgain: undefined };
}
