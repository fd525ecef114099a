import type { ClassificationRule } from './classification';
import type { Service } from './configuration';
import { repeated, unknownReference, type Finding } from './finding';
import type { RuleCondition } from './rule-condition';
import { severities, severityName } from './severity';
import type { Component } from './status-page';

/** Everything wrong with the rule table. */
export function lintRules(
  rules: readonly ClassificationRule[],
  services: readonly Service[],
  components: readonly Component[],
): Finding[] {
  const placeOf = (index: number) => `classificationRules[${index}]`;
  const names = rules.map((rule) => rule.name);
  return [
    ...repeated(names, (index) => `${placeOf(index)}.name`),
    ...rules.flatMap((rule, index) => lintRule(rule, placeOf(index), services, components)),
    ...unreachable(rules, placeOf),
  ];
}

function lintRule(
  rule: ClassificationRule,
  index: string,
  services: readonly Service[],
  components: readonly Component[],
): Finding[] {
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
  const known = services.map((service) => service.id);
  return [
    ...findings,
    ...unknownReference(`${place}.service`, rule.service, 'service', known),
    ...(rule.publishes ? lintPublishing(rule, place, services, components) : []),
  ];
}

/** A notice that goes public by itself needs words that were written in calm weather. */
function lintPublishing(
  rule: ClassificationRule,
  place: string,
  services: readonly Service[],
  components: readonly Component[],
): Finding[] {
  const findings: Finding[] = [];
  if (rule.severity === 3 || rule.severity === 4) {
    const problem = `publishes: true, but ${severityName(rule.severity)} never goes public by itself`;
    findings.push({ place, problem, mend: 'Remove publishes, or use severity 1 or 2.' });
  }
  const service = services.find(({ id }) => id === rule.service);
  if (rule.service === undefined) {
    const problem = 'publishes: true, but the rule names no service';
    findings.push({ place, problem, mend: 'Name the service whose component customers know.' });
  } else if (service && service.component === undefined) {
    const problem = `publishes: true, but the service ${service.id} has no public component`;
    findings.push({ place, problem, mend: 'Give the service its component, or remove publishes.' });
  }
  const component = components.find(({ id }) => id === service?.component);
  if (component && !component.ifFailing?.trim()) {
    const problem = `publishes: true, but the component ${component.id} has no ifFailing sentence`;
    findings.push({
      place,
      problem,
      mend: 'Write what customers cannot do: ifFailing: "Paying by card may fail or be slow."',
    });
  }
  return findings;
}

function unreachable(rules: readonly ClassificationRule[], placeOf: (index: number) => string): Finding[] {
  const greedy = rules.findIndex((rule) => fitsEverything(rule.when));
  if (greedy < 0) return [];
  return rules.slice(greedy + 1).map((rule, offset) => ({
    place: `${placeOf(greedy + 1 + offset)} (${rule.name})`,
    problem: `it is never reached: ${rules[greedy]!.name} before it fits every alert`,
    mend: 'Put the rule that fits everything last.',
  }));
}

/** True if no alert can fail the condition. Only a name and a source are on every alert; `*` on the rest asks that they be there. */
function fitsEverything(when: RuleCondition): boolean {
  const isStar = (patterns: string | readonly string[] | undefined) =>
    patterns === undefined || [patterns].flat().some((pattern) => /^\*+$/.test(pattern));
  const isEmpty = (entries: object | undefined) => Object.keys(entries ?? {}).length === 0;
  return (
    isStar(when.name) &&
    isStar(when.source) &&
    when.namespace === undefined &&
    when.account === undefined &&
    when.environment === undefined &&
    when.triggerClass === undefined &&
    when.incidentType === undefined &&
    when.detectionSource === undefined &&
    isEmpty(when.dimensions) &&
    isEmpty(when.tags)
  );
}
