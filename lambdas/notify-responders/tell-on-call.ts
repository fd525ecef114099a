import { configuration } from '@tocsin/config';
import { nameOf } from '../../domain/configuration';
import { day, instant, plus, type Instant } from '../../domain/instant';
import { whoIsCalled, type OnCall } from '../../domain/on-call';
import { onCallOf } from '../../domain/on-call-settings';
import { withShift } from '../../domain/page-load';
import { lookAtShifts, nextLookAt, type HandOff, type NewGap } from '../../domain/shift-watch';
import { isSilent } from '../../domain/silence';
import type { Situation } from '../../domain/situation';
import { gapMail, handOffMail, type HandedOver, type OnCallReader } from '../../domain/texts/on-call-mail';
import type { IncidentReader, Log, Notifier, Situations } from '../ports';
import type { PageLedgers } from '../page-ledgers';
import type { Shifts } from '../shifts';
import { mailTo, timeZoneOf } from './mail-to';

/** What telling people about their shifts needs of the world. */
export interface TellOnCall {
  readonly shifts: Shifts;
  readonly situations: Situations;
  readonly ledgers: PageLedgers;
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
    const { load } = await deps.ledgers.of(person);
    await mailTo(person, handOffMail(mine, found, load?.shift, readerOf(person), now), deps);
  }
  for (const person of people) if (handOffs.some(({ to }) => to === person)) await beginShift(person, now, deps);
  deps.log('T151', { handOffs: handOffs.map(({ rotation, from, to }) => ({ rotation: rotation.id, from, to })) });
}

/** The pages of a shift are counted from its beginning; a count that others keep writing goes on as it was. */
async function beginShift(person: string, now: Instant, { ledgers }: TellOnCall): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const ledger = await ledgers.of(person);
    if (await ledgers.keep(person, { ...ledger, load: withShift(ledger.load, now) })) return;
  }
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
  return { id, timeZone: timeZoneOf(id), nameOf: (person) => nameOf(person, configuration) };
}
