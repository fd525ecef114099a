import { underMaintenance } from '../../domain/maintenance';
import { keepUpdatePromises } from '../../domain/update-cadence';
import { answerClock, type AnswerClock, type ClockAnswer, type ClockQuestion } from '../answer-clock';

export interface CheckUpdateCadence extends AnswerClock {
  readonly newNoticeId: () => string;
}

/** Answers the update clock: the notice that waits to go public, reminders, the overdue mark, level 2. */
export function checkUpdateCadence(question: ClockQuestion, deps: CheckUpdateCadence): Promise<ClockAnswer> {
  return answerClock('update-cadence', question, deps, (draft, { openNotice }, situation) =>
    keepUpdatePromises(draft, {
      openNotice,
      newNoticeId: deps.newNoticeId(),
      underMaintenance: underMaintenance(draft.incident.service, situation?.maintenances ?? [], deps.now()),
    }),
  );
}
