import { callWhoIsOnCall } from './calling';
import type { Draft } from './change';
import { escalationStep, highestLevel, nextPageAt, nextPaged, planOf, type EscalationStep } from './escalation-plan';
import type { Instant } from './instant';
import type { NextPaged, Saying } from './message';
import { behaviours, severityName } from './severity';
import { publicTime } from './zoned-time';

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
export function pageDueSteps(draft: Draft, opening?: (next: NextPaged | undefined) => Saying): void {
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
