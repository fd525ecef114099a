import type { Draft } from './change';
import { isPaging } from './escalation-plan';
import { holders } from './incident';
import { minute, type Instant } from './instant';
import { publishOrJoin, type PublicView } from './notice-policy';
import { pagesPeople } from './observe';
import { nextUpdateCheck, promiseIsPublic, timesMissed } from './update-promise';
import { clockTimeWithZone } from './zoned-time';

/** Does everything of the updates that is due: the waiting notice, the reminder, the overdue mark, level 2. */
export function keepUpdatePromises(draft: Draft, view: PublicView): void {
  const { now } = draft.moment;
  const { publicNotice } = draft.incident;
  if (publicNotice.state === 'waiting' && publicNotice.dueAt <= now) publishOrJoin(draft, publicNotice, view);
  adoptLaterPromise(draft);
  const check = nextUpdateCheck(draft.incident);
  if (check === undefined || check > now) return;
  const { updates } = draft.incident;
  if (updates.dueAt! > now) remind(draft, updates.dueAt!);
  else miss(draft, updates.dueAt!);
}

/** Another incident of the same notice has posted an update: its promise holds here too. */
function adoptLaterPromise(draft: Draft): void {
  const { updates } = draft.incident;
  const promised = draft.notice?.nextUpdateBy;
  if (!promiseIsPublic(draft.incident) || promised === undefined || updates.every === undefined) return;
  if (updates.dueAt === undefined || promised > updates.dueAt) draft.promiseUpdate(promised, updates.every);
}

function remind(draft: Draft, dueAt: Instant): void {
  draft.set({ updates: { ...draft.incident.updates, reminded: true } });
  const told = sendToHolder(draft, dueAt);
  draft.tell('UpdateReminded', 'tocsin', `An update is due at ${clockTimeWithZone(dueAt, 'UTC')}: reminded ${told}.`);
}

function miss(draft: Draft, dueAt: Instant): void {
  const { incident, moment } = draft;
  const every = incident.updates.every ?? 15 * minute;
  const missed = timesMissed(incident, dueAt, every, moment.now);
  const before = incident.updates.missed;
  draft.set({ updates: { ...incident.updates, reminded: true, missed } });
  const told = sendToHolder(draft, dueAt);
  if (before === 0) draft.amendNotice({ overdueSince: dueAt });
  const silent = incident.lastSignOfLifeAt <= dueAt;
  const bySms = missed >= 2 && before < 2 && silent && pagesPeople(incident);
  const tellsLevelTwo = bySms || before === 0;
  if (tellsLevelTwo) sendToLevelTwo(draft, dueAt, missed, bySms ? ['sms', 'email'] : ['email']);
  const times = missed === 1 ? 'was missed' : `was missed, ${missed} times in a row`;
  draft.tell(
    'UpdateOverdue',
    'tocsin',
    `The update due at ${clockTimeWithZone(dueAt, 'UTC')} ${times}: told ${told}${tellsLevelTwo ? ' and level 2' : ''}.`,
  );
}

/** Reminds the person who has it, or level 1 where that is nobody who can be reached. While nobody has it, the paging is reminder enough. */
function sendToHolder(draft: Draft, dueAt: Instant): string {
  const { acknowledgement } = draft.incident;
  if (!acknowledgement) return `nobody (nobody has it yet${isPaging(draft.incident) ? '; paging goes on' : ''})`;
  const people = holders(draft.incident);
  for (const person of people) draft.send('reminder', person, { says: 'update-due', dueAt });
  return people.map(draft.moment.nameOf).join(', ');
}

function sendToLevelTwo(draft: Draft, dueAt: Instant, missed: number, channels: readonly ('sms' | 'email')[]): void {
  const reminded = draft.incident.acknowledgement ? holders(draft.incident) : [];
  const level = (draft.incident.levels[1] ?? []).filter((person) => !reminded.includes(person));
  for (const person of level) {
    draft.send('overdue', person, { says: 'update-overdue', dueAt, missed }, { channels, level: 2, attempt: missed });
  }
}
