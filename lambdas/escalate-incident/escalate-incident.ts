import { keepEscalationPromises } from '../../domain/escalation';
import { answerClock, type AnswerClock, type ClockAnswer, type ClockQuestion } from '../answer-clock';

/** Answers the escalation clock: repeats, levels, lapsed acknowledgements, the OK that counts. */
export function escalateIncident(question: ClockQuestion, deps: AnswerClock): Promise<ClockAnswer> {
  return answerClock('escalation', question, deps, (draft) => keepEscalationPromises(draft));
}
