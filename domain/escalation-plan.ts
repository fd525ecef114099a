import { quietNeeded } from './flapping';
import type { Incident } from './incident';
import { earliest, plus, type Instant } from './instant';
import type { NextPaged } from './message';
import { askToResolveAfter, askToResolveEvery, behaviours, type Severity } from './severity';

/** One step of the plan: whom to page how long after the plan began. Level 0 stands for everybody. */
export interface EscalationStep {
  readonly after: number;
  readonly level: number;
  readonly first: boolean;
}

/**
 * Step `index` of the paging of one incident that nobody acknowledges. The steps rise in time and never end: after the
 * last level everybody is paged, again and again. Undefined for a severity that does not page.
 */
export function escalationStep(
  severity: Severity,
  levelCount: number,
  fromLevel: number,
  index: number,
): EscalationStep | undefined {
  const { pages, againAfter, everybodyEvery } = behaviours[severity];
  if (!pages || everybodyEvery === undefined) return undefined;
  const steps: EscalationStep[] = [];
  for (let level = fromLevel; level <= levelCount; level++) {
    const after = delayOf(severity, level) - delayOf(severity, fromLevel);
    steps.push(
      { after, level, first: true },
      ...againAfter.map((more) => ({ after: after + more, level, first: false })),
    );
  }
  steps.sort((one, other) => one.after - other.after || one.level - other.level);
  if (index < steps.length) return steps[index];
  const last = delayOf(severity, levelCount) - delayOf(severity, fromLevel);
  return { after: last + everybodyEvery * (index - steps.length + 1), level: 0, first: false };
}

/** How many steps of a plan lie in the past once it has run for `elapsed` milliseconds. */
export function stepsWithin(severity: Severity, levelCount: number, fromLevel: number, elapsed: number): number {
  for (let index = 0; ; index++) {
    const step = escalationStep(severity, levelCount, fromLevel, index);
    if (!step || step.after > elapsed) return index;
  }
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
  const { since, fromLevel, done } = incident.escalation;
  const step = escalationStep(incident.severity, incident.levels.length, fromLevel, done);
  return step && plus(since, step.after);
}

export function lapsesAt(incident: Incident): Instant | undefined {
  const lapse = behaviours[incident.severity].acknowledgementLapsesAfter;
  if (!isAcknowledged(incident) || lapse === undefined || incident.okCountedAt !== undefined) return undefined;
  return plus(incident.lastSignOfLifeAt, lapse);
}

export function unresolvedToldAt(incident: Incident): Instant | undefined {
  const { acknowledgement } = incident;
  const after = behaviours[incident.severity].unresolvedToldAfter;
  if (!acknowledgement || acknowledgement.toldAt !== undefined || after === undefined) return undefined;
  return plus(acknowledgement.at, after);
}

export function okCountsAt(incident: Incident): Instant | undefined {
  if (incident.quietSince === undefined || incident.okCountedAt !== undefined) return undefined;
  return plus(incident.quietSince, quietNeeded(incident, incident.quietSince));
}

export function asksToResolveAt(incident: Incident): Instant | undefined {
  if (incident.okCountedAt === undefined) return undefined;
  return plus(incident.okCountedAt, askToResolveAfter + incident.askedToResolve * askToResolveEvery);
}

/** The first person of the next level above, and when they are paged unless somebody acknowledges. */
export function nextPaged(incident: Incident, level: number, nameOf: (id: string) => string): NextPaged | undefined {
  const next = incident.levels[level]?.[0];
  const { since, fromLevel } = incident.escalation;
  if (next === undefined || level + 1 <= fromLevel || !behaviours[incident.severity].pages) return undefined;
  const after = delayOf(incident.severity, level + 1) - delayOf(incident.severity, fromLevel);
  return { name: nameOf(next), at: plus(since, after) };
}
