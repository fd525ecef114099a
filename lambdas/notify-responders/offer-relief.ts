import { configuration } from '@tocsin/config';
import { nameOf } from '../../domain/configuration';
import { day, instant, plus, type Instant } from '../../domain/instant';
import { whoIsCalled } from '../../domain/on-call';
import { onCallOf } from '../../domain/on-call-settings';
import { loadSince, type PageLoad } from '../../domain/page-load';
import type { Target } from '../../domain/responder';
import type { ShiftWatch } from '../../domain/shift-watch';
import { lateStartMail, reliefMail } from '../../domain/texts/relief-mail';
import { dayAt } from '../../domain/wall-clock';
import type { PageLedgers } from '../page-ledgers';
import type { Log, Notifier, Situations } from '../ports';
import type { Shifts } from '../shifts';
import { pagesBorne } from './count-page';
import { mailTo, timeZoneOf } from './mail-to';

/** What looking after somebody who was paged much needs of the world. */
export interface OfferRelief {
  readonly ledgers: PageLedgers;
  readonly shifts: Pick<Shifts, 'watch'>;
  readonly situations: Situations;
  readonly notifier: Notifier;
  readonly now: () => number;
  readonly log: Log;
}

/**
 * After as many pages as a shift should bear, mails the person and whoever is behind them, once a shift; and in the morning
 * after a page at night suggests a late start.
 */
export async function offerRelief(person: string, deps: OfferRelief): Promise<void> {
  const now = instant(deps.now());
  const { load } = await deps.ledgers.of(person);
  const due = (at: Instant | undefined) => at !== undefined && at <= now;
  if (!load || !(due(load.helpDueAt) || due(load.restDueAt))) return;
  const duties = (await deps.shifts.watch())?.duties ?? {};
  const { byRotation = {} } = load.shift;
  const came = (id: string) => byRotation[id] ?? 0;
  const [rotation] = (configuration.onCall?.rotations ?? [])
    .filter(({ id }) => duties[id]?.person === person)
    .sort((one, other) => came(other.id) - came(one.id));
  if (due(load.helpDueAt) && rotation) {
    const helps = came(rotation.id) * 2 >= load.shift.pages;
    const backup = helps ? await backupOf(person, rotation.id, now, duties, deps) : undefined;
    const relief = {
      name: named(person),
      shift: load.shift,
      rotation,
      byRotation: helps,
      talkTo: named(whoHearsOf(person)),
      backup: backup === undefined ? undefined : { id: backup, name: named(backup) },
    };
    for (const to of [person, ...(backup === undefined ? [] : [backup])])
      await mailTo(to, reliefMail(relief, timeZoneOf(to)), deps);
  }
  const nights = load.days[dayAt(now, timeZoneOf(person))]?.nights ?? 0;
  if (due(load.restDueAt) && nights > 0) await mailTo(person, lateStartMail(nights, rotation), deps);
  deps.log('T153', { person, pages: load.shift.pages, nights });
  await settle(person, load, deps);
}

/** The first who is called after this person in a policy that names the rotation, and was not paged too much as well. */
async function backupOf(
  person: string,
  rotation: string,
  now: Instant,
  duties: ShiftWatch['duties'],
  { situations, ledgers }: OfferRelief,
): Promise<string | undefined> {
  const names = (level: readonly Target[]) =>
    level.some((target) => typeof target !== 'string' && target.rotation === rotation);
  const policy = configuration.escalationPolicies.find(({ levels }) => levels.some(names));
  if (!policy) return undefined;
  const onCall = onCallOf(configuration, (await situations.now()).overrides);
  const above = whoIsCalled(policy.levels, onCall, now).slice(policy.levels.findIndex(names) + 1);
  for (const { person: other } of above.flat()) {
    if (other === person) continue;
    const { load } = await ledgers.of(other);
    const turns = Object.values(duties).some((duty) => duty.person === other);
    // Whoever takes no turns has no shift that ends: of them the last week counts.
    const borne = turns ? (load?.shift.pages ?? 0) : loadSince(load, plus(now, -7 * day), timeZoneOf(other)).pages;
    if (borne < pagesBorne()) return other;
  }
  return undefined;
}

/** Somebody else who can change who is paged: the manager, else the next of the chain of command. */
function whoHearsOf(person: string): string {
  const { responders, onCall, lastResort } = configuration;
  const manager = responders.find(({ id }) => id === person)?.manager;
  const chain = [...(manager === undefined ? [] : [manager]), ...(onCall?.chainOfCommand ?? []), lastResort];
  return chain.find((each) => each !== person) ?? lastResort;
}

/** What was told is no longer due; what fell due meanwhile is. One that cannot be settled is found again. */
async function settle(person: string, told: PageLoad, { ledgers }: Pick<OfferRelief, 'ledgers'>): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const ledger = await ledgers.of(person);
    if (!ledger.load) return;
    const { helpDueAt, restDueAt, ...rest } = ledger.load;
    const still = {
      ...(helpDueAt === told.helpDueAt ? {} : { helpDueAt }),
      ...(restDueAt === told.restDueAt ? {} : { restDueAt }),
    };
    if (await ledgers.keep(person, { ...ledger, load: { ...rest, ...still } })) return;
  }
}

function named(person: string): string {
  return nameOf(person, configuration);
}
