import { configuration } from '@tocsin/config';
import { isMaintenance, plan } from '../../domain/maintenance-commands';
import { askedAgain, moveOn } from '../../domain/maintenance-moves';
import { occurrencesOf, plannedAhead } from '../../domain/maintenance-window';
import { plus, type Instant } from '../../domain/instant';
import { firingAlarms } from '../firing-alarms';
import type { AlertQueue, IncidentStore, Log, Situations } from '../ports';
import type { MutedAlerts, QuietStore } from '../quiet-ports';

/** What the auditor needs to keep the promises of people's quiet. */
export interface QuietPromises {
  readonly muted: Pick<MutedAlerts, 'waiting' | 'released' | 'keptBy'>;
  readonly queue: Pick<AlertQueue, 'send'>;
  readonly quiet: QuietStore;
  readonly situations: Situations;
  readonly incidents: Pick<IncidentStore, 'incident'>;
  readonly log: Log;
}

/** The quiet of an alert has ended, and no OK came meanwhile: it is taken in as if it fired now. */
export async function lookAgain(key: string, now: Instant, deps: QuietPromises): Promise<void> {
  const kept = await deps.muted.waiting(key);
  if (!kept) return;
  deps.log('T700', { promise: 'the end of a quiet', key });
  await deps.queue.send(kept.event);
  await deps.muted.released(key, kept.times, now);
}

/** A silence was ended early: what it kept quiet is taken in again. */
export async function afterSilence(id: string, now: Instant, deps: QuietPromises): Promise<void> {
  const silence = await deps.quiet.silence(id);
  if (silence?.endedAt === undefined) return;
  await askAgain(id, now, deps);
  await deps.quiet.keepSilence(silence, 'ended');
}

/** A maintenance moves on at its time; where its quiet is over or has changed, what it kept is taken in again. */
export async function moveMaintenance(id: string, now: Instant, deps: QuietPromises): Promise<void> {
  const maintenance = await deps.quiet.maintenance(id);
  if (!maintenance) return;
  if (maintenance.askAgain) {
    await askAgain(id, now, deps);
    await deps.quiet.keepMaintenance(askedAgain(maintenance));
    return;
  }
  const moved = moveOn(maintenance, await firingAlarms(maintenance, deps), now);
  // Whoever was faster has written what is due next.
  if (moved && (await deps.quiet.keepMaintenance(moved))) deps.log('T121', { maintenance: id, state: moved.state });
}

async function askAgain(quietId: string, now: Instant, deps: QuietPromises): Promise<void> {
  for (const { key } of await deps.muted.keptBy(quietId)) await lookAgain(key, now, deps);
}

/** Plans what recurs: each occurrence once, as soon as it is near enough to be told to customers. */
export async function planRecurring(now: Instant, deps: QuietPromises): Promise<void> {
  const windows = configuration.maintenanceWindows ?? [];
  if (windows.length === 0) return;
  const known = new Set((await deps.quiet.maintenances()).map(({ id }) => id));
  for (const window of windows) {
    for (const wanted of occurrencesOf(window, configuration, now, plus(now, plannedAhead))) {
      if (known.has(wanted.id)) continue;
      const planned = plan(wanted, now);
      if (isMaintenance(planned) && (await deps.quiet.keepMaintenance(planned)))
        deps.log('T121', { maintenance: planned.id, state: planned.state });
    }
  }
}
