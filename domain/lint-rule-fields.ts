import type { ClassificationRule } from './classification';
import { unknownReference, type Finding } from './finding';
import { didYouMean } from './nearest';
import type { RuleCondition } from './rule-condition';

// Records, not lists: the compiler asks for every field, and for none that a rule no longer has.
const ruleFields: Readonly<Record<keyof ClassificationRule, true>> = {
  ...{ name: true, when: true, severity: true, service: true, incidentType: true, summary: true, runbook: true },
  ...{ firstSteps: true, triggerClass: true, customerVisible: true, publishes: true, silenceAlarm: true },
};
const conditions: Readonly<Record<keyof RuleCondition, true>> = {
  ...{ name: true, source: true, namespace: true, account: true, environment: true, detectionSource: true },
  ...{ triggerClass: true, incidentType: true, dimensions: true, tags: true },
};

const triggerClasses = ['already-failing', 'early-warning'];

/**
 * Fields that a rule does not have. Nothing checks types when the stack is synthesized, and a condition with a slip of the pen
 * is no condition: the rule would fit every alert, and publish for it.
 */
export function lintRuleFields(rule: ClassificationRule, place: string): Finding[] {
  return [
    ...unknownFields(rule, place, ruleFields),
    ...unknownFields(rule.when, `${place}.when`, conditions),
    ...unknownReference(`${place}.triggerClass`, rule.triggerClass, 'trigger class', triggerClasses),
    ...unknownReference(`${place}.when.triggerClass`, rule.when.triggerClass, 'trigger class', triggerClasses),
  ];
}

function unknownFields(written: object, place: string, fields: Readonly<Record<string, true>>): Finding[] {
  const known = Object.keys(fields);
  return Object.keys(written)
    .filter((field) => !known.includes(field))
    .map((field) => ({
      place: `${place}.${field}`,
      problem: 'there is no such field, so what it says would count for nothing',
      mend: `Use one of: ${known.join(', ')}.${didYouMean(field, known)}`,
    }));
}
