import { namesRotation } from '../domain/calling';
import { Draft } from '../domain/change';
import { isOpen, type ClockName, type Incident } from '../domain/incident';
import type { Instant } from '../domain/instant';
import type { Situation } from '../domain/situation';
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
  /** What was arranged: who stands in on call, and which maintenance goes on. */
  readonly situations: Situations;
  readonly now: () => Instant;
  readonly log: Log;
}

const attempts = 6;

/** What was arranged, where it matters: to the paging of a policy that names a rotation, and to a notice that is about to go public. */
async function situationFor(
  clock: ClockName,
  { policy, publicNotice }: Incident,
  now: Instant,
  { situations }: AnswerClock,
): Promise<Situation | undefined> {
  const matters =
    clock === 'escalation' ? namesRotation(policy) : publicNotice.state === 'waiting' && publicNotice.dueAt <= now;
  return matters ? situations.now() : undefined;
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
  keep: (draft: Draft, context: IncidentInContext, situation: Situation | undefined) => void,
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
    const situation = await situationFor(clock, context.incident, now, deps);
    const moment = momentAt(now, situation?.overrides);
    const draft = new Draft('keep-promise', context.incident, context.incident, moment, context.notice);
    if (question.restart) draft.restart(clock);
    keep(draft, context, situation);
    const change = draft.done();
    if ((await deps.incidents.commit(change)) !== 'written') continue;
    deps.log('T401', { incident: question.incidentId, clock, happened: change.entries.map(({ type }) => type) });
    const dueAt = change.incident.clocks[clock].dueAt;
    const superseded = change.incident.clocks[clock].generation !== state.generation;
    return { over: dueAt === undefined || superseded || !isOpen(change.incident), wakeAt: dueAt ?? now, cycle };
  }
  throw new Error(`The race for incident ${question.incidentId} was lost ${attempts} times.`);
}
