import { callWhoIsOnCall } from './calling';
import { levelOf, type Draft } from './change';
import {
  escalationStep,
  everybodyPagedAt,
  highestLevel,
  nextCalled,
  nextPageAt,
  planOf,
  skippingTo,
  type EscalationStep,
} from './escalation-plan';
import { hasDeclined, type Decline, type Incident } from './incident';
import type { Instant } from './instant';
import type { NextPaged, Saying } from './message';
import { behaviours, severityName } from './severity';
import { publicTime } from './zoned-time';

/**
 * Begins the plan anew, now, at a level, and takes its first step. Where that comes only when people are at work, level 1
 * is mailed meanwhile; for a severity that does not page, the mail is that step.
 * @param declined who is not to be paged by it
 */
export function pageFrom(draft: Draft, level: number, saying: Occasion['saying'], declined?: readonly Decline[]): void {
  const { now, nameOf } = draft.moment;
  const { attempts } = draft.incident.escalation;
  draft.set({ escalation: { since: now, fromLevel: level, done: 0, level, attempts, declined } });
  const { observedUntil } = draft.incident;
  if (observedUntil !== undefined) return mailWhileObserving(draft, observedUntil);
  const at = nextPageAt(draft.incident);
  if (at === undefined || at <= now) return pageDueSteps(draft, { saying });
  draft.set({ escalation: { ...draft.incident.escalation, level: Math.max(0, level - 1) } });
  callWhoIsOnCall(draft);
  const people = (draft.incident.levels[level - 1] ?? []).filter((person) => !hasDeclined(draft.incident, person));
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

/** What brought pages about, where that is not the time alone. */
export interface Occasion {
  /** What they say to a person, where that is not the usual sentence. */
  readonly saying: (next: NextPaged | undefined, person: string) => Saying;
  /** How the timeline begins: `Alex can't come`. */
  readonly because?: string;
  /** Somebody who is not paged by it. */
  readonly except?: string;
}

interface DuePage {
  readonly level: number;
  readonly step: EscalationStep;
}

/**
 * Takes all steps that are due. After an outage many are at once: each person then gets one page, for the last of them. A
 * level whose turn comes and of whom all have declined calls everybody.
 */
export function pageDueSteps(draft: Draft, occasion?: Occasion): void {
  callWhoIsOnCall(draft);
  const { now, nameOf } = draft.moment;
  const { incident } = draft;
  const plan = planOf(incident);
  const due = new Map<string, DuePage>();
  let vacant: EscalationStep | undefined;
  let done = incident.escalation.done;
  for (; ; done++) {
    const step = escalationStep(plan, done);
    if (!step || step.at > now) break;
    const called = calledBy(step, incident);
    for (const [person, page] of called) if (person !== occasion?.except) due.set(person, page);
    if (called.size === 0 && step.first) vacant = step;
  }
  const highest = Math.max(...[...due.values()].map((page) => page.level));
  if (vacant && vacant.level > highest)
    for (const [person, page] of calledBy({ ...vacant, level: 0, first: false }, incident)) due.set(person, page);
  const level = Math.max(incident.escalation.level, ...[...due.values()].map((page) => page.level));
  draft.set({ escalation: { ...incident.escalation, done, level } });
  if (due.size === 0) return;
  if (!behaviours[incident.severity].pages) return mailOnly(draft, [...due.keys()]);
  for (const [person, page] of due) {
    const next = nextCalled(draft.incident, page.level, nameOf);
    draft.page(person, page.level, occasion?.saying(next, person) ?? sayingOf(draft, page.step, page.level, next));
  }
  draft.tell('LevelPaged', 'tocsin', pagedText(draft, due, occasion?.because));
}

/** A level's time has come, by the word of a person: pages it at once, or, where nobody is at work, when the hours begin. */
export function pageLevelNow(draft: Draft, { level, people }: CalledLevel, occasion: Occasion): void {
  const { now, nameOf } = draft.moment;
  const { escalation } = draft.incident;
  draft.set({
    escalation: {
      ...escalation,
      skipped: Math.max(escalation.skipped ?? 0, skippingTo(planOf(draft.incident), level, now)),
    },
  });
  const at = nextPageAt(draft.incident) ?? now;
  if (at <= now) return pageDueSteps(draft, occasion);
  const names = people.map(nameOf).join(', ');
  const text = `Nobody is at work: level ${level} (${names}) is paged at ${publicTime(at, now)}.`;
  draft.tell('PeopleInformed', 'tocsin', text);
}

/** A level, and those of it who are meant. */
export interface CalledLevel {
  readonly level: number;
  readonly people: readonly string[];
}

/** Whom a step calls: everybody, or those of its level who have not declined. */
function calledBy(step: EscalationStep, incident: Incident): ReadonlyMap<string, DuePage> {
  const level = incident.levels[step.level - 1] ?? [];
  const called =
    step.level === 0
      ? everybody(incident)
      : level.filter((person) => !hasDeclined(incident, person)).map((person) => ({ person, level: step.level }));
  return new Map(called.map((each) => [each.person, { level: each.level, step }]));
}

/** Each person whom the severity reaches, with the lowest level on which they stand. */
export function everybody(incident: Incident): readonly { readonly person: string; readonly level: number }[] {
  const reached = incident.levels.slice(0, highestLevel(planOf(incident)));
  const people = [...new Set(reached.flat())];
  return people.map((person) => ({ person, level: levelOf(incident, person) }));
}

function mailOnly(draft: Draft, people: readonly string[]): void {
  const { severity } = draft.incident;
  for (const person of people) draft.send('notice', person, { says: 'opened-quietly' }, { channels: ['email'] });
  const names = people.map(draft.moment.nameOf).join(', ');
  draft.tell('PeopleInformed', 'tocsin', `Mailed level 1: ${names}. ${severityName(severity)} does not page.`);
}

function sayingOf(draft: Draft, step: EscalationStep, level: number, next: NextPaged | undefined): Saying {
  const { incident, moment } = draft;
  if (step.level === 0) return { says: 'nobody-came', again: everybodyPagedAt(incident) ?? moment.now };
  const below = incident.levels[level - 2] ?? [];
  if (!step.first || below.length === 0 || level <= incident.escalation.fromLevel)
    return step.first ? { says: 'first-page', next } : { says: 'again', next };
  const silent = below.find((person) => !hasDeclined(incident, person));
  return silent === undefined
    ? { says: 'declined', who: moment.nameOf(below[0]!), next }
    : { says: 'escalated', silent: moment.nameOf(silent), next };
}

/** What no rule knows pages a person once in 30 minutes: see page-ledger.ts. */
const comeTogether = 'Where another alarm that no rule knows paged them within 30 minutes, the pages come together.';

/** It says what was decided: a page leaves by the channels of its person, and may wait to leave with others. */
function pagedText(draft: Draft, due: ReadonlyMap<string, DuePage>, because: string | undefined): string {
  const people = [...due].map(([person, page]) => `${draft.moment.nameOf(person)} (level ${page.level})`).join(', ');
  const steps = [...due.values()].map((page) => page.step);
  if (because !== undefined) return `${because}: paging ${people}.`;
  if (steps.some((step) => step.level === 0)) return `Nobody has it: paging everybody again: ${people}.`;
  if (steps.every((step) => !step.first)) return `Still silent: paging again: ${people}.`;
  const { fromLevel } = draft.incident.escalation;
  const silent = steps.some((step) => step.level > fromLevel) ? 'The level below is silent: paging' : 'Paging';
  const together = draft.incident.needsSeverity ? ` ${comeTogether}` : '';
  return `${silent} ${people}.${together}`;
}
