import { configuration } from '@tocsin/config';
import { nameOf } from '../../domain/configuration';
import { day, instant, plus, type Instant } from '../../domain/instant';
import { whoIsCalled, type OnCall } from '../../domain/on-call';
import { onCallOf } from '../../domain/on-call-settings';
import { lookAtShifts, nextLookAt, type HandOff, type NewGap } from '../../domain/shift-watch';
import { isSilent } from '../../domain/silence';
import type { Situation } from '../../domain/situation';
import { gapMail, handOffMail, type HandedOver, type OnCallReader } from '../../domain/texts/on-call-mail';
import type { Mail } from '../../domain/texts/responder-mail';
import type { IncidentReader, Log, Notifier, Situations } from '../ports';
import type { Shifts } from '../shifts';

/** What telling people about their shifts needs of the world. */
export interface TellOnCall {
  readonly shifts: Shifts;
  readonly situations: Situations;
  readonly incidents: Pick<IncidentReader, 'list'>;
  readonly notifier: Notifier;
  readonly now: () => number;
  readonly log: Log;
}

/** Whoever comes on call reads of maintenance that begins so soon. */
const maintenanceAhead = 7 * day;

/**
 * Mails everybody whose shift began or ended since the last look, and whoever is called in a gap ahead, and promises the next
 * look. That is written only after all were sent: what dies between comes again.
 */
export async function tellOnCall(deps: TellOnCall): Promise<void> {
  const now = instant(deps.now());
  const known = await deps.shifts.watch();
  const situation = await deps.situations.now();
  const onCall = onCallOf(configuration, situation.overrides);
  const { watch, handOffs, gaps } = lookAtShifts(known, onCall, configuration, now);
  if (handOffs.length > 0) await tellHandOffs(handOffs, situation, onCall, now, deps);
  if (gaps.length > 0) await tellGaps(gaps, deps);
  // Where somebody arranged something meanwhile, it is looked at again in any case.
  await deps.shifts.keep(watch, nextLookAt(watch, onCall, now));
}

async function tellHandOffs(
  handOffs: readonly HandOff[],
  situation: Situation,
  onCall: OnCall,
  now: Instant,
  deps: TellOnCall,
): Promise<void> {
  const incidents = await deps.incidents.list('open');
  const people = new Set(handOffs.flatMap(({ from, to }) => [from, to].filter((each) => each !== undefined)));
  for (const person of people) {
    const mine = handOffs.filter(({ from, to }) => from === person || to === person);
    const found: HandedOver = {
      incidents,
      silences: situation.silences.filter((silence) => isSilent(silence, now)),
      maintenances: situation.maintenances.filter(({ from }) => from < plus(now, maintenanceAhead)),
      policies: configuration.escalationPolicies
        .filter(({ levels }) => mine.some(({ rotation, to }) => to === person && isNamed(rotation.id, levels)))
        .map(({ id, levels }) => ({ id, levels: whoIsCalled(levels, onCall, now) })),
    };
    await mailTo(person, handOffMail(mine, found, undefined, readerOf(person), now), deps);
  }
  deps.log('T151', { handOffs: handOffs.map(({ rotation, from, to }) => ({ rotation: rotation.id, from, to })) });
}

function isNamed(rotation: string, levels: (typeof configuration.escalationPolicies)[number]['levels']): boolean {
  return levels.some((level) => level.some((target) => typeof target !== 'string' && target.rotation === rotation));
}

async function tellGaps(gaps: readonly NewGap[], deps: TellOnCall): Promise<void> {
  for (const person of new Set(gaps.flatMap(({ told }) => told))) {
    const theirs = gaps.filter(({ told }) => told.includes(person));
    await mailTo(person, gapMail(theirs, readerOf(person)), deps);
  }
  deps.log('T152', { gaps: gaps.map(({ rotation, from, until }) => ({ rotation, from, until })) });
}

function readerOf(id: string): OnCallReader {
  const timeZone = configuration.responders.find((responder) => responder.id === id)?.timeZone ?? 'UTC';
  return { id, timeZone, nameOf: (person) => nameOf(person, configuration) };
}

async function mailTo(to: string, { subject, body }: Mail, { notifier }: Pick<TellOnCall, 'notifier'>): Promise<void> {
  const message = {
    ...{ number: 0, incidentId: 'on-call', to, level: 1, attempt: 1 },
    ...({ kind: 'notice', channels: ['email'] } as const),
  };
  await notifier.send({ message, subject, email: body, sms: subject });
}
