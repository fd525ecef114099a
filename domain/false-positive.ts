import { Draft } from './change';
import { begin, type CommandContext, type Decision } from './commands';

/**
 * A person says that nothing was wrong. It is counted against the rule that rang, and can be taken back; it resolves
 * nothing and tells customers nothing.
 */
export function markFalsePositive(context: CommandContext): Decision {
  const { incident, by, moment } = context;
  if (incident.falsePositive)
    return { already: `${incident.falsePositive.name} has called ${incident.id} a false alarm already.` };
  const draft = begin(context, 'judge-alarm');
  if (!(draft instanceof Draft)) return draft;
  draft.set({ falsePositive: { by: by.id, name: by.name, at: moment.now } });
  return draft.tell('MarkedFalsePositive', by.name, `${by.name} says that it is a false alarm.`).done();
}

/** Takes that back: something was wrong after all. */
export function withdrawFalsePositive(context: CommandContext): Decision {
  const { incident, by } = context;
  if (!incident.falsePositive) return { already: `Nobody has called ${incident.id} a false alarm.` };
  const draft = begin(context, 'judge-alarm');
  if (!(draft instanceof Draft)) return draft;
  draft.set({ falsePositive: undefined });
  return draft.tell('FalsePositiveWithdrawn', by.name, `${by.name} says that it is no false alarm.`).done();
}
