import type { Draft } from './change';
import { aloneSince } from './escalation-plan';
import { between, minute } from './instant';
import { nextToAsk } from './next-to-ask';
import { lengthOfTime } from './zoned-time';

/** One person has it, and nobody else has done anything for long: they are asked whether they want company. */
export function askWhetherAlone(draft: Draft): void {
  const { incident, moment } = draft;
  const { acknowledgement: held } = incident;
  if (!held) return;
  const alone = between(aloneSince(held), moment.now);
  const next = nextToAsk(incident, held.by)?.people[0];
  draft.set({ acknowledgement: { ...held, aloneToldAt: moment.now } });
  draft.send('reminder', held.by, {
    says: 'alone',
    minutes: Math.floor(alone / minute),
    next: next && moment.nameOf(next),
  });
  draft.tell(
    'AloneReminded',
    'tocsin',
    `${held.name} has been alone with it for ${lengthOfTime(alone)}: asked whether to call somebody.`,
  );
}
