import { askWhetherAlone } from './alone';
import { callWhoIsOnCall } from './calling';
import { levelOf, mayRing, type Draft } from './change';
import {
  aloneAt,
  asksToResolveAt,
  isAcknowledged,
  lapsesAt,
  nextPageAt,
  okCountsAt,
  unresolvedToldAt,
} from './escalation-plan';
import { quietNeeded } from './flapping';
import { tellWhoWasPaged } from './give-back';
import { concerned, holders } from './incident';
import { between, minute, type Instant } from './instant';
import type { Saying } from './message';
import { isObserved } from './observe';
import { pageDueSteps, pageFrom } from './page-levels';
import { askToResolveAfter, askToResolveEvery, behaviours } from './severity';
import { clockTimeWithZone, lengthOfTime } from './zoned-time';

/** Does everything of the escalation that is due; leaves the draft alone when nothing is. */
export function keepEscalationPromises(draft: Draft): void {
  const { now } = draft.moment;
  const due = (at: Instant | undefined) => at !== undefined && at <= now;
  if (due(okCountsAt(draft.incident))) countOk(draft);
  if (draft.incident.status === 'resolved') return;
  if (due(asksToResolveAt(draft.incident))) askToResolve(draft);
  if (due(lapsesAt(draft.incident))) lapse(draft);
  if (due(unresolvedToldAt(draft.incident))) tellUnresolved(draft);
  if (due(aloneAt(draft.incident))) askWhetherAlone(draft);
  if (due(nextPageAt(draft.incident))) pageDueSteps(draft);
}

function lapse(draft: Draft): void {
  const { acknowledgement } = draft.incident;
  if (!acknowledgement) return;
  const silent = lengthOfTime(between(draft.incident.lastSignOfLifeAt, draft.moment.now));
  draft.set({ acknowledgement: undefined }).amendNotice({ acknowledged: false });
  draft.tell(
    'AcknowledgementLapsed',
    'tocsin',
    `No sign of life for ${silent}: the acknowledgement of ${acknowledgement.name} lapsed.`,
  );
  pageFrom(draft, 1, (next, person) => ({
    says: 'lapsed',
    who: acknowledgement.name,
    ...(person === acknowledgement.by ? { own: true } : {}),
    next,
  }));
  tellWhoWasPaged(draft, acknowledgement, 'lapsed');
}

function tellUnresolved(draft: Draft): void {
  callWhoIsOnCall(draft);
  const { acknowledgement, levels } = draft.incident;
  if (!acknowledgement) return;
  const own = levels.findIndex((level) => level.includes(acknowledgement.by));
  const above = levels[Math.min(own < 0 ? 1 : own + 1, levels.length - 1)] ?? [];
  draft.set({ acknowledgement: { ...acknowledgement, toldAt: draft.moment.now } });
  const told = above.filter((person) => person !== acknowledgement.by);
  for (const person of told) {
    const saying: Saying = { says: 'unresolved', who: acknowledgement.name, since: acknowledgement.at };
    draft.send('notice', person, saying, { channels: ['email'] });
  }
  const names = told.map(draft.moment.nameOf).join(', ') || 'nobody above';
  draft.tell('UnresolvedTold', 'tocsin', `Acknowledged but still unresolved: told ${names} by mail.`);
}

/** A lasting OK: resolves what resolves by itself, else moves to monitoring; it stops new levels, and level 1 is asked once more. */
function countOk(draft: Draft): void {
  const { now, nameOf } = draft.moment;
  const { incident } = draft;
  const since = incident.quietSince ?? now;
  if (behaviours[incident.severity].resolvesByItself && draft.notice === undefined) {
    draft.set({ okCountedAt: now, status: 'resolved', resolvedAt: now, resolvedBy: 'the source' });
    const minutes = quietNeeded(incident, since) / minute;
    draft.tell('IncidentResolved', 'alarm', `Every alert has been OK for ${minutes} minutes: resolved by the source.`);
    for (const person of concerned(incident))
      draft.send('resolved', person, { says: 'resolved', at: now }, { channels: ['email'], worthWhile: 'always' });
    return;
  }
  draft.set({ okCountedAt: now, status: 'monitoring', askedToResolve: 0 });
  if (draft.notice?.openIncidents.length === 1) draft.amendNotice({ measurementsNormalAt: since });
  draft.tell(
    'OkCounted',
    'alarm',
    `Every alert has been OK since ${clockTimeWithZone(since, 'UTC')}: monitoring. A person resolves it.`,
  );
  if (isAcknowledged(incident)) return;
  const next = isObserved(incident) ? undefined : incident.levels[incident.escalation.level]?.[0];
  const saying: Saying = { says: 'ok-again', at: since, next: next && nameOf(next) };
  const asked = holders(incident);
  const rings = mayRing(incident, now);
  for (const person of asked) {
    if (rings) draft.page(person, levelOf(incident, person), saying);
    else draft.send('notice', person, saying, { channels: ['email'] });
  }
  const names = asked.map((person) => `${nameOf(person)} (level ${levelOf(incident, person)})`).join(', ');
  if (rings) draft.tell('LevelPaged', 'tocsin', `Nobody has acknowledged: paging ${names} once more.`);
  else draft.tell('PeopleInformed', 'tocsin', `Nobody has acknowledged: mailed ${names}.`);
}

function askToResolve(draft: Draft): void {
  const { incident } = draft;
  const asked = holders(incident);
  const since = incident.quietSince ?? draft.moment.now;
  const times =
    Math.floor((between(incident.okCountedAt!, draft.moment.now) - askToResolveAfter) / askToResolveEvery) + 1;
  for (const person of asked) draft.send('reminder', person, { says: 'ask-to-resolve', since });
  draft.set({ askedToResolve: Math.max(times, incident.askedToResolve + 1) });
  draft.tell(
    'AskedToResolve',
    'tocsin',
    `Quiet for a while: asked ${asked.map(draft.moment.nameOf).join(', ')} to resolve it.`,
  );
}
