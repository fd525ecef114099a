import type { ClassificationRule } from './classification';
import type { Configuration } from './configuration';
import { repeated, unknownReference, type Finding } from './finding';
import { incidentTypeOf, incidentTypesOf } from './incident-type';
import { lintPublishing } from './lint-publishing';
import { lintRuleFields } from './lint-rule-fields';
import { lintRuleOrder } from './lint-rule-order';
import { patternFits, type RuleCondition } from './rule-condition';
import { severities, severityName, type Severity } from './severity';

/** SEV-1 and SEV-2 wake people; what is milder waits for working hours. */
const pagesAtAnyHour: Severity = 2;

/** Everything wrong with the rule table. */
export function lintRules(configuration: Configuration): Finding[] {
  const rules = configuration.classificationRules;
  const placeOf = (index: number) => `classificationRules[${index}]`;
  return [
    ...repeated(
      rules.map((rule) => rule.name),
      (index) => `${placeOf(index)}.name`,
    ),
    ...rules.flatMap((rule, index) => lintRule(rule, placeOf(index), configuration)),
    ...lintRuleOrder(rules, placeOf),
  ];
}

function lintRule(rule: ClassificationRule, index: string, configuration: Configuration): Finding[] {
  const place = rule.name.trim() === '' ? index : `${index} (${rule.name})`;
  const findings: Finding[] = [];
  if (rule.name.trim() === '') {
    findings.push({
      place: `${index}.name`,
      problem: 'it is empty',
      mend: 'Name the rule: people read `rule checkout-down`.',
    });
  }
  if (!severities.includes(rule.severity)) {
    const problem = `${String(rule.severity)} is not a severity`;
    findings.push({ place: `${place}.severity`, problem, mend: `Use one of: ${severities.join(', ')}.` });
  }
  const services = configuration.services.map(({ id }) => id);
  const types = incidentTypesOf(configuration).map(({ id }) => id);
  return [
    ...findings,
    ...lintRuleFields(rule, place),
    ...unknownReference(`${place}.service`, rule.service, 'service', services),
    ...unknownReference(`${place}.incidentType`, rule.incidentType, 'incident type', types),
    ...lintCondition(rule.when, `${place}.when`, configuration),
    ...(rule.severity <= pagesAtAnyHour ? lintPaging(rule, place, configuration) : []),
    ...(rule.publishes ? lintPublishing(rule, place, configuration) : []),
  ];
}

/** A condition that no alert can meet is a slip of the pen. */
function lintCondition(when: RuleCondition, place: string, configuration: Configuration): Finding[] {
  const environments = Object.values(configuration.accounts).flatMap((account) => account.environment ?? []);
  const types = incidentTypesOf(configuration).map(({ id }) => id);
  const nothing = Object.entries(when).filter(([, patterns]) => Array.isArray(patterns) && patterns.length === 0);
  return [
    ...nothing.map(([field]) => ({
      place: `${place}.${field}`,
      problem: 'the list is empty, so the rule fits no alert',
      mend: 'Name what is to fit, or leave the condition out.',
    })),
    ...fittingNone(`${place}.environment`, when.environment, 'environment', [...new Set(environments)]),
    ...fittingNone(`${place}.incidentType`, when.incidentType, 'incident type', types),
  ];
}

function fittingNone(
  place: string,
  patterns: string | readonly string[] | undefined,
  kind: string,
  known: readonly string[],
): Finding[] {
  return [patterns ?? []]
    .flat()
    .filter((pattern) => !known.some((name) => patternFits(pattern, name)))
    .flatMap((pattern) => unknownReference(place, pattern, kind, known));
}

/** What wakes people has an owner, says what to do, and is about something that customers feel. */
function lintPaging(rule: ClassificationRule, place: string, configuration: Configuration): Finding[] {
  const findings: Finding[] = [];
  const pages = `it pages at any hour (${severityName(rule.severity)})`;
  const service = configuration.services.find(({ id }) => id === rule.service);
  const owned = rule.service ?? incidentTypeOf(rule.incidentType ?? '', configuration)?.escalationPolicy;
  if (owned === undefined) {
    const problem = `${pages}, but nobody owns it: it names no service, and no incident type with people of its own`;
    findings.push({ place, problem, mend: 'Name the service that it is about: its owner answers for the rule.' });
  }
  const unknownService = rule.service !== undefined && service === undefined;
  if ((rule.runbook ?? service?.runbook) === undefined && !unknownService) {
    const problem = `${pages}, but neither it nor its service has a runbook`;
    const mend = "Say what to do at 3 a.m.: runbook: 'https://…', here or on the service; else use severity 3.";
    findings.push({ place, problem, mend });
  }
  if (rule.customerVisible === false) {
    const problem = `${pages}, but is marked as not customer-visible: a cause that no customer need feel`;
    const mend = 'Use severity 3 or 4, or page for what customers feel; remove the mark if they do feel this.';
    findings.push({ place, problem, mend });
  }
  return findings;
}
