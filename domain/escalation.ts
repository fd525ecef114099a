import { callWhoIsOnCall } from './calling';
import { mayRing, type Draft } from './change';
import {
  asksToResolveAt,
  escalationStep,
  highestLevel,
  isAcknowledged,
  lapsesAt,
  nextPageAt,
  nextPaged,
  okCountsAt,
  planOf,
  unresolvedToldAt,
  type EscalationStep,
} from './escalation-plan';
import { quietNeeded } from './flapping';
import { holders } from './incident';
import { between, minute, type Instant } from './instant';
import type { NextPaged, Saying } from './message';
import { isObserved } from './observe';
import { askToResolveAfter, askToResolveEvery, behaviours, severityName } from './severity';
import { clockTimeWithZone, lengthOfTime, publicTime } from './zoned-time';

/** Does everything of the escalation that is due; leaves the draft alone when nothing is. */
export function keepEscalationPromises(draft: Draft): void {
  const { now } = draft.moment;
  const due = (at: Instant | undefined) => at !== undefined && at <= now;
  if (due(okCountsAt(draft.incident))) countOk(draft);
  if (draft.incident.status === 'resolved') return;
  if (due(asksToResolveAt(draft.incident))) askToResolve(draft);
  if (due(lapsesAt(draft.incident))) lapse(draft);
  if (due(unresolvedToldAt(draft.incident))) tellUnresolved(draft);
  if (due(nextPageAt(draft.incident))) pageDueSteps(draft);
}

/**
 * Begins the plan anew, now, at a level, and takes its first step. Where that comes only when people are at work, level 1
 * is mailed meanwhile; for a severity that does not page, the mail is that step.
 */
export function pageFrom(draft: Draft, level: number, saying: (next: NextPaged | undefined) => Saying): void {
  const { now, nameOf } = draft.moment;
  draft.set({ escalation: { ...draft.incident.escalation, since: now, fromLevel: level, done: 0, level } });
  const { observedUntil } = draft.incident;
  if (observedUntil !== undefined) return mailWhileObserving(draft, observedUntil);
  const at = nextPageAt(draft.incident);
  if (at === undefined || at <= now) return pageDueSteps(draft, saying);
  draft.set({ escalation: { ...draft.incident.escalation, level: Math.max(0, level - 1) } });
  callWhoIsOnCall(draft);
  const people = draft.incident.levels[level - 1] ?? [];
  const names = people.map(nameOf).join(', ');
  const when = publicTime(at, now);
  const severity = severityName(draft.incident.severity);
  if (!behaviours[draft.incident.severity].pages) {
    draft.tell(
      'PeopleInformed',
      'tocsin',
      `${severity} waits for the next business day: level ${level} is mailed at ${when}.`,
    );
    return;
  }
  for (const person of people)
    draft.send('notice', person, { says: 'opened-quietly', pagedAt: at }, { channels: ['email'], level });
  draft.tell(
    'PeopleInformed',
    'tocsin',
    `Nobody is at work: mailed level ${level} (${names}), who is paged at ${when}.`,
  );
}

/** No rule knows it, and the team is still writing its rules: level 1 reads of it, and nobody is woken. */
function mailWhileObserving(draft: Draft, observedUntil: Instant): void {
  draft.set({ escalation: { ...draft.incident.escalation, fromLevel: 1, level: 0 } });
  callWhoIsOnCall(draft);
  const people = draft.incident.levels[0] ?? [];
  for (const person of people)
    draft.send('notice', person, { says: 'opened-quietly', observedUntil }, { channels: ['email'], level: 1 });
  const { now, nameOf } = draft.moment;
  const names = people.map(nameOf).join(', ');
  draft.tell(
    'PeopleInformed',
    'tocsin',
    `Observing until ${publicTime(observedUntil, now)}: mailed instead of paged: ${names}.`,
  );
}

/**
 * Takes all steps that are due. After an outage many are at once: each person then gets one page, for the last of them.
 * @param opening what the first step of a plan says, when that is not the usual sentence
 */
function pageDueSteps(draft: Draft, opening?: (next: NextPaged | undefined) => Saying): void {
  callWhoIsOnCall(draft);
  const { now, nameOf } = draft.moment;
  const { incident } = draft;
  const plan = planOf(incident);
  const due = new Map<string, { level: number; step: EscalationStep; index: number }>();
  let done = incident.escalation.done;
  for (; ; done++) {
    const step = escalationStep(plan, done);
    if (!step || step.at > now) break;
    incident.levels.slice(0, highestLevel(plan)).forEach((people, place) => {
      if (step.level !== 0 && step.level !== place + 1) return;
      for (const person of people)
        if (step.level !== 0 || !due.has(person) || due.get(person)!.index !== done)
          due.set(person, { level: place + 1, step, index: done });
    });
  }
  if (due.size === 0) return;
  const level = Math.max(incident.escalation.level, ...[...due.values()].map((page) => page.level));
  draft.set({ escalation: { ...draft.incident.escalation, done, level } });
  if (!behaviours[incident.severity].pages) return mailOnly(draft, [...due.keys()]);
  for (const [person, page] of due) {
    const next = nextPaged(draft.incident, page.level, nameOf);
    const usual = sayingOf(draft, page.step, page.level, next);
    draft.page(person, page.level, page.index === 0 && opening ? opening(next) : usual);
  }
  draft.tell('LevelPaged', 'tocsin', pagedText(draft, due));
}

function mailOnly(draft: Draft, people: readonly string[]): void {
  const { severity } = draft.incident;
  for (const person of people) draft.send('notice', person, { says: 'opened-quietly' }, { channels: ['email'] });
  const names = people.map(draft.moment.nameOf).join(', ');
  draft.tell('PeopleInformed', 'tocsin', `Mailed level 1: ${names}. ${severityName(severity)} does not page.`);
}

function sayingOf(draft: Draft, step: EscalationStep, level: number, next: NextPaged | undefined): Saying {
  const { incident, moment } = draft;
  if (step.level === 0) return { says: 'nobody-came', again: nextPageAt(incident) ?? moment.now };
  const below = incident.levels[level - 2]?.[0];
  if (step.first && below !== undefined && level > incident.escalation.fromLevel) {
    return { says: 'escalated', silent: moment.nameOf(below), next };
  }
  return step.first ? { says: 'first-page', next } : { says: 'again', next };
}

/** What no rule knows pages a person once in 30 minutes: see page-ledger.ts. */
const comeTogether = 'Where another alarm that no rule knows paged them within 30 minutes, the pages come together.';

function pagedText(draft: Draft, due: ReadonlyMap<string, { level: number; step: EscalationStep }>): string {
  const people = [...due].map(([person, page]) => `${draft.moment.nameOf(person)} (level ${page.level})`).join(', ');
  const steps = [...due.values()].map((page) => page.step);
  const how = 'by SMS and mail';
  if (steps.some((step) => step.level === 0)) return `Nobody has it: paged everybody again ${how}: ${people}.`;
  if (steps.every((step) => !step.first)) return `Still silent: paged again ${how}: ${people}.`;
  const { fromLevel } = draft.incident.escalation;
  const silent = steps.some((step) => step.level > fromLevel) ? 'The level below is silent: paged' : 'Paged';
  const together = draft.incident.needsSeverity ? ` ${comeTogether}` : '';
  return `${silent} ${how}: ${people}.${together}`;
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
  pageFrom(draft, 1, (next) => ({ says: 'lapsed', who: acknowledgement.name, next }));
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
  for (const person of incident.levels[0] ?? []) {
    if (mayRing(incident, now)) draft.page(person, 1, saying);
    else draft.send('notice', person, saying, { channels: ['email'], level: 1 });
  }
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
