import { namesRotation } from '../domain/calling';
import { Draft } from '../domain/change';
import { isOpen, type ClockName, type Incident } from '../domain/incident';
import type { Instant } from '../domain/instant';
import type { Override } from '../domain/override';
import { momentAt } from './moment';
import type { IncidentInContext, IncidentStore, Log, Situations } from './ports';

/** What a clock asks: may I sleep, and until when? The auditor asks with `restart` when a clock was not heard. */
export interface ClockQuestion {
  readonly incidentId: string;
  readonly generation?: number;
  readonly cycle?: number;
  readonly restart?: boolean;
}

export interface ClockAnswer {
  /** True: this clock has nothing more to wait for. */
  readonly over: boolean;
  /** When to ask again; in the past only when `over`. */
  readonly wakeAt: Instant;
  readonly cycle: number;
}

export interface AnswerClock {
  readonly incidents: IncidentStore;
  /** Who stands in on call, for a clock that pages. */
  readonly situations?: Situations;
  readonly now: () => Instant;
  readonly log: Log;
}

const attempts = 6;

/** What was arranged on call; nothing is read for an incident whose policy names no rotation, or by a clock that does not page. */
async function overridesFor(incident: Incident, { situations }: AnswerClock): Promise<readonly Override[] | undefined> {
  return situations && namesRotation(incident.policy) ? (await situations.now()).overrides : undefined;
}

/**
 * Answers a clock: does what is due by the truth of the table, in one transaction that only one asker can win, and says
 * when to ask again. A clock of an older generation learns that it is over.
 * @param keep does everything of this clock that is due, in the draft
 */
export async function answerClock(
  clock: ClockName,
  question: ClockQuestion,
  deps: AnswerClock,
  keep: (draft: Draft, context: IncidentInContext) => void,
): Promise<ClockAnswer> {
  const cycle = (question.cycle ?? 0) + 1;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const now = deps.now();
    const context = await deps.incidents.inContext(question.incidentId);
    const state = context?.incident.clocks[clock];
    const outdated = question.generation !== undefined && question.generation !== state?.generation;
    if (!context || !isOpen(context.incident) || state?.dueAt === undefined || outdated)
      return { over: true, wakeAt: now, cycle };
    if (state.dueAt > now) {
      deps.log('T402', { incident: question.incidentId, clock, until: state.dueAt });
      return { over: false, wakeAt: state.dueAt, cycle };
    }
    const moment = momentAt(now, await overridesFor(context.incident, deps));
    const draft = new Draft('keep-promise', context.incident, context.incident, moment, context.notice);
    if (question.restart) draft.restart(clock);
    keep(draft, context);
    const change = draft.done();
    if ((await deps.incidents.commit(change)) !== 'written') continue;
    deps.log('T401', { incident: question.incidentId, clock, happened: change.entries.map(({ type }) => type) });
    const dueAt = change.incident.clocks[clock].dueAt;
    const superseded = change.incident.clocks[clock].generation !== state.generation;
    return { over: dueAt === undefined || superseded || !isOpen(change.incident), wakeAt: dueAt ?? now, cycle };
  }
  throw new Error(`The race for incident ${question.incidentId} was lost ${attempts} times.`);
}
