import type { Alert, DetectionSource, TriggerClass } from './alert';
import { readSeverity, severityName, severityWhenUnknown, type Severity } from './severity';

/** Security, availability …, or a team's own word. */
export type IncidentType = string;

/** One line of the rule table; the first whose `when` fits wins. */
export interface ClassificationRule {
  readonly name: string;
  readonly when: RuleCondition;
  readonly severity: Severity;
  readonly service?: string;
  readonly incidentType?: IncidentType;
  /** What is wrong, in one sentence for a person at 3 a.m.: `Paying by card is failing.` */
  readonly summary?: string;
  /** A link to what to do. */
  readonly runbook?: string;
  /** The first steps, shown on the acknowledge page. */
  readonly firstSteps?: readonly string[];
  readonly triggerClass?: TriggerClass;
  /** True: after its delay, a notice about this goes public by itself unless a person holds it. */
  readonly publishes?: boolean;
}

/** Everything stated must fit; a text fits exactly, or as a pattern with `*` for any characters. */
export interface RuleCondition {
  readonly name?: string | readonly string[];
  readonly source?: string | readonly string[];
  readonly namespace?: string | readonly string[];
  readonly account?: string | readonly string[];
  readonly detectionSource?: DetectionSource;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface Classification {
  readonly severity: Severity;
  /** Why, for people: `rule checkout-down`, `tag tocsin:severity=SEV-1`, `no rule knows it`. */
  readonly because: string;
  /** True: nobody classified it; a person is asked to check. */
  readonly needsSeverity: boolean;
  readonly rule?: ClassificationRule;
  readonly service?: string;
  readonly incidentType: IncidentType;
  readonly runbook?: string;
}

/** The alarm tags that outrank the rule table. */
export const severityTag = 'tocsin:severity';
export const serviceTag = 'tocsin:service';

/** Says what an alert means: its tag, else the first rule that fits, else its own claim, else the worst that is likely. */
export function classify(alert: Alert, rules: readonly ClassificationRule[]): Classification {
  if (alert.malformed !== undefined) return unknown(`the event could not be read (${alert.malformed})`);
  const rule = rules.find((candidate) => fits(candidate.when, alert));
  const facts = {
    rule,
    service: alert.tags[serviceTag] ?? rule?.service ?? alert.claims?.service,
    incidentType: rule?.incidentType ?? alert.claims?.incidentType ?? 'availability',
    runbook: rule?.runbook ?? alert.claims?.runbook,
  };
  const tagged = readSeverity(alert.tags[severityTag]);
  if (tagged !== undefined) {
    return { ...facts, severity: tagged, because: `tag ${severityTag}=${severityName(tagged)}`, needsSeverity: false };
  }
  if (rule) return { ...facts, severity: rule.severity, because: `rule ${rule.name}`, needsSeverity: false };
  const claimed = alert.claims?.severity;
  if (claimed !== undefined) {
    const because = alert.claims?.because ?? 'the alert says so';
    return { ...facts, severity: claimed, because, needsSeverity: false };
  }
  return { ...unknown('no rule knows it'), ...facts };
}

/** True if every stated condition of the rule holds for the alert. */
export function fits(when: RuleCondition, alert: Alert): boolean {
  return (
    textFits(when.name, alert.name) &&
    textFits(when.source, alert.source) &&
    textFits(when.namespace, alert.namespace) &&
    textFits(when.account, alert.account) &&
    textFits(when.detectionSource, alert.detectionSource) &&
    entriesFit(when.dimensions, alert.dimensions) &&
    entriesFit(when.tags, alert.tags)
  );
}

/** True if `text` is `pattern`, where `*` stands for any characters. Linear in both lengths: no regular expression is built from config. */
export function patternFits(pattern: string, text: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  const tail = rest.pop()!;
  if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) return false;
  let from = head.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, from);
    if (found < 0 || found + piece.length > text.length - tail.length) return false;
    from = found + piece.length;
  }
  return true;
}

function unknown(because: string): Classification {
  return { severity: severityWhenUnknown, because, needsSeverity: true, incidentType: 'availability' };
}

function textFits(patterns: string | readonly string[] | undefined, text: string | undefined): boolean {
  if (patterns === undefined) return true;
  if (text === undefined) return false;
  return [patterns].flat().some((pattern) => patternFits(pattern, text));
}

function entriesFit(
  wanted: Readonly<Record<string, string>> | undefined,
  actual: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(wanted ?? {}).every(([key, pattern]) =>
    textFits(pattern, Object.hasOwn(actual, key) ? actual[key] : undefined),
  );
}
