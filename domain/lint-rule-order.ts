import type { ClassificationRule } from './classification';
import type { Finding } from './finding';
import { patternFits, type RuleCondition } from './rule-condition';
import { severityName } from './severity';

type Patterns = string | readonly string[] | undefined;

/** Sources that say themselves how bad it is, from grave to trifling, with what is on each of their alerts. */
export const gradedSources: readonly (RuleCondition & { readonly source: string })[] = [
  { source: 'aws.guardduty', detectionSource: 'security', incidentType: 'security' },
  { source: 'aws.health' },
  { source: 'aws.securityhub', detectionSource: 'security', incidentType: 'security' },
];

/** Everything wrong with the order of the rule table: rules that are never reached, contradict each other, or take too much. */
export function lintRuleOrder(rules: readonly ClassificationRule[], placeOf: (index: number) => string): Finding[] {
  return rules.flatMap((rule, index) => {
    const place = `${placeOf(index)} (${rule.name})`;
    const earlier = rules.slice(0, index).find(({ when }) => covers(when, rule.when));
    return [...(earlier ? [hidden(rule, earlier, place)] : []), ...takesTooMuch(rule, place)];
  });
}

function hidden(rule: ClassificationRule, earlier: ClassificationRule, place: string): Finding {
  if (covers(rule.when, earlier.when) && rule.severity !== earlier.severity) {
    const [here, there] = [severityName(rule.severity), severityName(earlier.severity)];
    const problem = `it contradicts ${earlier.name}: the very same alerts are ${there} there, and ${here} here`;
    return { place, problem, mend: 'Keep one of the two, or tell their alerts apart by another condition.' };
  }
  const fitsAll = covers(earlier.when, {});
  return {
    place,
    problem: `it is never reached: ${earlier.name} before it fits ${fitsAll ? 'every alert' : 'all that it fits'}`,
    mend: `Put it before ${earlier.name}, or narrow that one.`,
  };
}

/** One severity for everything of a graded source would bury what is grave. */
function takesTooMuch({ when, severity }: ClassificationRule, place: string): Finding[] {
  const buried = gradedSources.filter((source) => covers(when, source)).map(({ source }) => source);
  if (buried.length === 0 || severity === 1) return [];
  const problem = `it makes everything of ${buried.join(', ')} ${severityName(severity)}, however grave they say it is`;
  const mend =
    "Narrow it, by name or to sources that say nothing themselves: when: { source: 'aws.cloudwatch' }. " +
    'What no rule fits is SEV-2, and a person is asked to check.';
  return [{ place, problem, mend }];
}

/** True if whatever fits the second condition fits the first. */
export function covers(wide: RuleCondition, narrow: RuleCondition): boolean {
  return (
    // A name and a source are on every alert, so that `*` asks nothing of them.
    textCovers(wide.name, narrow.name ?? '*') &&
    textCovers(wide.source, narrow.source ?? '*') &&
    textCovers(wide.namespace, narrow.namespace) &&
    textCovers(wide.account, narrow.account) &&
    textCovers(wide.environment, narrow.environment) &&
    textCovers(wide.detectionSource, narrow.detectionSource) &&
    textCovers(wide.triggerClass, narrow.triggerClass) &&
    textCovers(wide.incidentType, narrow.incidentType) &&
    entriesCover(wide.dimensions, narrow.dimensions) &&
    entriesCover(wide.tags, narrow.tags)
  );
}

/** A pattern covers another if it fits the other's own letters: a `*` there is fitted by a `*` here alone. */
function textCovers(wide: Patterns, narrow: Patterns): boolean {
  if (wide === undefined) return true;
  if (narrow === undefined) return false;
  const inners = [narrow].flat();
  // An empty list fits nothing, which is a mistake of another kind.
  return inners.length > 0 && inners.every((inner) => [wide].flat().some((outer) => patternFits(outer, inner)));
}

function entriesCover(wide: RuleCondition['tags'] = {}, narrow: RuleCondition['tags'] = {}): boolean {
  return Object.entries(wide).every(([key, pattern]) =>
    textCovers(pattern, Object.hasOwn(narrow, key) ? narrow[key] : undefined),
  );
}
