import { callWhoIsOnCall } from './calling';
import { Draft } from './change';
import { begin, type CommandContext, type Decision } from './commands';
import { isPaging } from './escalation-plan';
import type { Saying } from './message';
import { nextToAsk } from './next-to-ask';
import { pageLevelNow, type CalledLevel } from './page-levels';
import { withReason } from './texts/plain';

/** What somebody who wants company says. */
export interface AskForHelp {
  readonly reason?: string;
  /** The level that the person saw on their button: pressed twice, it is called once. */
  readonly level?: number;
}

/**
 * Calls the next level too. While nobody has it, that level's time has come; while somebody has it, they keep it, and so
 * what is sent is no page but a notice by all channels.
 */
export function askForHelp(context: CommandContext, { reason, level }: AskForHelp = {}): Decision {
  const { incident, by } = context;
  const draft = begin(context, 'escalate');
  if (!(draft instanceof Draft)) return draft;
  callWhoIsOnCall(draft);
  const next = nextToAsk(draft.incident, by.id);
  if (level !== undefined && next?.level !== level) return { already: `Level ${level} of ${incident.id} was called.` };
  if (!next) return { refused: `Everybody on the levels of ${incident.id} was called already.` };
  const names = next.people.map(draft.moment.nameOf).join(', ');
  draft.tell('HelpAsked', by.name, withReason(`${by.name} asked for level ${next.level} (${names}) too`, reason));
  const saying: Saying = { says: 'asked-for', who: by.name, has: incident.acknowledgement?.by === by.id, reason };
  if (!isPaging(incident)) ask(draft, next, saying);
  else pageLevelNow(draft, next, { saying: () => saying, because: `${by.name} asked for it`, except: by.id });
  return draft.done();
}

function ask(draft: Draft, { level, people }: CalledLevel, saying: Saying): void {
  for (const person of people) draft.send('notice', person, saying, { level });
  const { acknowledgement: held, paged, escalation } = draft.incident;
  draft.set({
    paged: [...new Set([...paged, ...people])],
    escalation: { ...escalation, level: Math.max(escalation.level, level) },
    acknowledgement: held && { ...held, companyAt: draft.moment.now, asked: [...(held.asked ?? []), ...people] },
  });
}
