import {
  coveredBetween,
  coveredMorning,
  nextBusinessMorning,
  plusBusinessDays,
  plusCovered,
  type Coverage,
} from './covered-hours';
import { quietNeeded } from './flapping';
import { coverageOf, hasDeclined, holders, isWorkedOn, type Acknowledgement, type Incident } from './incident';
import { between, earliest, latest, plus, type Instant } from './instant';
import type { NextPaged } from './message';
import { isObserved, pagesPeople } from './observe';
import { askToResolveAfter, askToResolveEvery, behaviours, type Severity } from './severity';

/** What the paging of an incident that nobody acknowledges is planned by. */
export interface EscalationPlan {
  readonly severity: Severity;
  readonly levelCount: number;
  readonly fromLevel: number;
  readonly since: Instant;
  readonly coverage: Coverage;
  /** Everything comes so many milliseconds earlier, but nothing before `since`. */
  readonly skipped?: number;
}

/** One step of the plan: whom to page when. Level 0 stands for everybody. */
export interface EscalationStep {
  readonly at: Instant;
  readonly level: number;
  readonly first: boolean;
}

export function planOf(incident: Incident): EscalationPlan {
  const { severity, levels, escalation } = incident;
  const { since, fromLevel, skipped } = escalation;
  return { severity, levelCount: levels.length, fromLevel, since, coverage: coverageOf(incident), skipped };
}

/**
 * Step `index` of a plan. The steps rise in time. Where the severity pages they never end: after the last level everybody is
 * paged, again and again. Else there is one, the mail of the next business day.
 */
export function escalationStep(plan: EscalationPlan, index: number): EscalationStep | undefined {
  const { severity, since, coverage } = plan;
  const { pages, everybodyEvery } = behaviours[severity];
  if (!pages) return index === 0 ? { at: nextBusinessMorning(coverage, since), level: 1, first: true } : undefined;
  if (everybodyEvery === undefined) return undefined;
  const steps = levelSteps(plan);
  const step = steps[index];
  if (step) return timed(plan, step);
  const round = index - steps.length + 1;
  const at =
    everybodyEvery === 'covered morning'
      ? coveredMorning(coverage, timed(plan, steps.at(-1)!).at, round)
      : plus(since, afterSkipping(plan, delayIn(plan, highestLevel(plan)) + everybodyEvery * round));
  return { at, level: 0, first: false };
}

/** A step by how long after the plan's beginning it comes, in milliseconds as the severity counts them. */
interface LevelStep {
  readonly after: number;
  readonly level: number;
  readonly first: boolean;
}

function timed(plan: EscalationPlan, { after, level, first }: LevelStep): EscalationStep {
  return { at: passed(plan, plan.since, afterSkipping(plan, after)), level, first };
}

/** The steps of each level from the first one on, in the order of their times. */
function levelSteps(plan: EscalationPlan): LevelStep[] {
  const { severity, fromLevel } = plan;
  const steps: LevelStep[] = [];
  for (let level = fromLevel; level <= highestLevel(plan); level++) {
    const after = delayIn(plan, level);
    const again = behaviours[severity].againAfter.map((more) => ({ after: after + more, level, first: false }));
    steps.push({ after, level, first: true }, ...again);
  }
  return steps.sort((one, other) => one.after - other.after || one.level - other.level);
}

/** How long after its beginning a plan first pages a level, when nobody skips anything. */
function delayIn({ severity, fromLevel }: EscalationPlan, level: number): number {
  return delayOf(severity, level) - delayOf(severity, fromLevel);
}

function afterSkipping({ skipped = 0 }: EscalationPlan, after: number): number {
  return Math.max(0, after - skipped);
}

/** How much of a plan must be skipped in all so that a level's first page is due now; where nobody is at work, when the hours begin. */
export function skippingTo(plan: EscalationPlan, level: number, now: Instant): number {
  const { counts } = behaviours[plan.severity];
  const gone = counts === 'by the clock' ? between(plan.since, now) : coveredBetween(plan.coverage, plan.since, now);
  return delayIn(plan, level) - gone;
}

/** The highest level that a plan pages: those that the severity never reaches are left in peace. */
export function highestLevel({ severity, levelCount, fromLevel }: EscalationPlan): number {
  return Math.max(fromLevel, Math.min(levelCount, behaviours[severity].highestLevel ?? levelCount));
}

/** How many steps of a plan lie in the past. */
export function stepsDone(plan: EscalationPlan, now: Instant): number {
  for (let index = 0; ; index++) {
    const step = escalationStep(plan, index);
    if (!step || step.at > now) return index;
  }
}

/** When a length of time has passed, as the severity counts it. */
function passed(plan: Pick<EscalationPlan, 'severity' | 'coverage'>, since: Instant, length: number): Instant {
  return behaviours[plan.severity].counts === 'by the clock'
    ? plus(since, length)
    : plusCovered(plan.coverage, since, length);
}

/** When a level is first paged, after level 1. A policy with more levels than the table goes on at its last distance. */
function delayOf(severity: Severity, level: number): number {
  const { levelsAfter } = behaviours[severity];
  if (level <= 1) return 0;
  const known = levelsAfter[level - 2];
  if (known !== undefined) return known;
  const last = levelsAfter.at(-1) ?? 0;
  return last + (level - 1 - levelsAfter.length) * (last - (levelsAfter.at(-2) ?? 0));
}

/** When the escalation clock must next be heard; undefined when there is nothing to wait for. */
export function dueEscalation(incident: Incident): Instant | undefined {
  if (incident.status === 'resolved') return undefined;
  return earliest(
    nextPageAt(incident),
    lapsesAt(incident),
    unresolvedToldAt(incident),
    aloneAt(incident),
    okCountsAt(incident),
    asksToResolveAt(incident),
  );
}

/** True while somebody has it, so that nobody is paged. */
export function isAcknowledged(incident: Incident): boolean {
  return incident.acknowledgement !== undefined;
}

export function nextPageAt(incident: Incident): Instant | undefined {
  if (isAcknowledged(incident) || incident.okCountedAt !== undefined || incident.status === 'resolved')
    return undefined;
  if (isObserved(incident)) return undefined;
  return escalationStep(planOf(incident), incident.escalation.done)?.at;
}

/** True while people are being called about it, one after the other. */
export function isPaging(incident: Incident): boolean {
  return pagesPeople(incident) && nextPageAt(incident) !== undefined;
}

export function lapsesAt(incident: Incident): Instant | undefined {
  const lapse = behaviours[incident.severity].acknowledgementLapsesAfter;
  if (!isAcknowledged(incident) || lapse === undefined || incident.okCountedAt !== undefined) return undefined;
  return passed(planOf(incident), incident.lastSignOfLifeAt, lapse);
}

export function unresolvedToldAt(incident: Incident): Instant | undefined {
  const { acknowledgement } = incident;
  const after = behaviours[incident.severity].unresolvedToldAfter;
  if (!acknowledgement || acknowledgement.toldAt !== undefined || after === undefined) return undefined;
  if (typeof after === 'number') return plus(acknowledgement.at, after);
  return plusBusinessDays(coverageOf(incident), acknowledgement.at, after.businessDays);
}

/** When the one person who has it has been alone with it for so long that they are asked whether they want company. */
export function aloneAt(incident: Incident): Instant | undefined {
  const { acknowledgement } = incident;
  const after = behaviours[incident.severity].aloneAfter;
  if (!acknowledgement || after === undefined || !isWorkedOn(incident) || incident.okCountedAt !== undefined)
    return undefined;
  if (!holders(incident).includes(acknowledgement.by)) return undefined;
  return plus(latest(aloneSince(acknowledgement), acknowledgement.aloneToldAt ?? acknowledgement.at), after);
}

/** Since when nobody but the person who has it has done anything about it, or was asked to. */
export function aloneSince({ at, companyAt }: Acknowledgement): Instant {
  return companyAt ?? at;
}

/** The next time at which everybody is paged, whatever level comes before; undefined where that never happens. */
export function everybodyPagedAt(incident: Incident): Instant | undefined {
  const plan = planOf(incident);
  for (let index = incident.escalation.done; ; index++) {
    const step = escalationStep(plan, index);
    if (!step || step.level === 0) return step?.at;
  }
}

export function okCountsAt(incident: Incident): Instant | undefined {
  if (incident.quietSince === undefined || incident.okCountedAt !== undefined) return undefined;
  return plus(incident.quietSince, quietNeeded(incident, incident.quietSince));
}

export function asksToResolveAt(incident: Incident): Instant | undefined {
  if (incident.okCountedAt === undefined) return undefined;
  return plus(incident.okCountedAt, askToResolveAfter + incident.askedToResolve * askToResolveEvery);
}

/** The first person of the next level above who has not declined, and when they are paged unless somebody acknowledges; undefined where the plan has ended. */
export function nextPaged(
  incident: Incident,
  level: number,
  nameOf: (id: string) => string,
): Required<NextPaged> | undefined {
  const next = incident.levels[level]?.find((person) => !hasDeclined(incident, person));
  const plan = planOf(incident);
  if (incident.okCountedAt !== undefined) return undefined;
  if (next === undefined || level + 1 <= plan.fromLevel || !pagesPeople(incident)) return undefined;
  const step = levelSteps(plan).find((each) => each.first && each.level === level + 1);
  return step && { name: nameOf(next), at: timed(plan, step).at };
}

/** Who is called after a level while nobody acknowledges: the next level, else everybody; undefined where that is only one person. */
export function nextCalled(incident: Incident, level: number, nameOf: (id: string) => string): NextPaged | undefined {
  const next = nextPaged(incident, level, nameOf);
  if (next || nextPageAt(incident) === undefined) return next;
  const at = everybodyPagedAt(incident);
  const reached = incident.levels.slice(0, highestLevel(planOf(incident))).flat();
  return at !== undefined && new Set(reached).size > 1 ? { at } : undefined;
}
