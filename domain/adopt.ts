import { environmentOf, type Catalogue } from './classification';
import { serviceOf } from './configuration';
import type { Incident } from './incident';
import { earliest, latest, type Instant } from './instant';
import { fits, type RuleCondition } from './rule-condition';
import type { Severity } from './severity';

/** A rule that the table lacks, as what came unmatched suggests it; a person checks it before it goes in. */
export interface SuggestedRule {
  readonly name: string;
  readonly when: RuleCondition;
  readonly severity: Severity;
  /** True if a person or a rule decided the severity of one of them since; else it is a guess. */
  readonly decided: boolean;
  readonly service?: string;
  /** How many incidents it is drawn from, and when the first and the last of them opened. */
  readonly incidents: number;
  readonly falsePositives: number;
  readonly from: Instant;
  readonly to: Instant;
}

/** So many names that begin alike become one rule. */
const namesForPattern = 3;

/** What a rule says where nobody has decided: it pages while people are at work. */
const severityToCheck: Severity = 3;

/** The rules that would have known what opened these incidents unmatched: by source, namespace and service, in the order of their names. */
export function rulesToAdopt(incidents: readonly Incident[], catalogue: Catalogue): readonly SuggestedRule[] {
  const unmatched = incidents.filter((incident) => incident.cameAs && !isKnownNow(incident, catalogue));
  const groups = grouped(unmatched, ({ cameAs, service }) =>
    JSON.stringify([cameAs?.source, cameAs?.namespace ?? null, serviceOf(service, catalogue)?.id ?? null]),
  );
  const taken = new Set(catalogue.classificationRules.map(({ name }) => name));
  return groups
    .flatMap((group) => byName(group).map(({ pattern, those }) => suggest(pattern, those, catalogue)))
    .map((rule) => ({ ...rule, name: freeName(rule.name, taken) }));
}

/** True if a rule was written since: what an incident kept of its alert is enough to tell for most. */
function isKnownNow({ title, cameAs, account, detectionSource }: Incident, catalogue: Catalogue): boolean {
  const alert = { ...cameAs!, name: title, account, detectionSource, dimensions: {}, tags: {} };
  const environment = environmentOf(alert, catalogue.accounts);
  return catalogue.classificationRules.some(({ when }) => fits(when, alert, environment));
}

interface Named {
  readonly pattern: string;
  readonly those: readonly Incident[];
}

/** One pattern for three names and more that begin with the same word, else a name each. */
function byName(incidents: readonly Incident[]): Named[] {
  return grouped(incidents, ({ title }) => firstWord(title)).flatMap((alike): Named[] => {
    const names = grouped(alike, ({ title }) => title);
    const prefix = commonPrefix(names.map(([first]) => first!.title));
    if (names.length >= namesForPattern && prefix !== '') return [{ pattern: `${prefix}*`, those: alike }];
    return names.map((those) => ({ pattern: those[0]!.title, those }));
  });
}

function suggest(pattern: string, those: readonly Incident[], catalogue: Catalogue): SuggestedRule {
  const { source, namespace } = those[0]!.cameAs!;
  const decided = those.filter(({ needsSeverity }) => !needsSeverity).map(({ severity }) => severity);
  const opened = those.map(({ openedAt }) => openedAt);
  return {
    name: slugOf(pattern),
    when: { name: pattern, source, ...(namespace === undefined ? {} : { namespace }) },
    severity: decided.sort()[0] ?? severityToCheck,
    decided: decided.length > 0,
    service: serviceOf(those[0]!.service, catalogue)?.id,
    incidents: those.length,
    falsePositives: those.filter(({ falsePositive }) => falsePositive !== undefined).length,
    from: earliest(...opened)!,
    to: latest(opened[0]!, ...opened),
  };
}

/** `payments-`, of `payments-5xx`; nothing of a name that is one word. */
function firstWord(name: string): string {
  return /^[^-_./: ]+[-_./: ]/.exec(name)?.[0] ?? '';
}

/** What all names begin with, up to the end of a word. */
function commonPrefix(names: readonly string[]): string {
  const [first = '', ...rest] = names;
  let length = first.length;
  for (const name of rest) while (!name.startsWith(first.slice(0, length))) length--;
  return /^.*[-_./: ]/.exec(first.slice(0, length))?.[0] ?? '';
}

function slugOf(pattern: string): string {
  const slug = pattern.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return slug.slice(0, 60).replace(/^-+|-+$/g, '') || 'adopted';
}

function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
  taken.add(name);
  return name;
}

/** Groups in the order of their keys, each with its incidents in the order of their ids. */
function grouped(incidents: readonly Incident[], keyOf: (incident: Incident) => string): (readonly Incident[])[] {
  const groups = new Map<string, Incident[]>();
  for (const incident of [...incidents].sort((one, other) => (one.id < other.id ? -1 : 1)))
    groups.set(keyOf(incident), [...(groups.get(keyOf(incident)) ?? []), incident]);
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, those]) => those);
}
