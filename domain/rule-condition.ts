import type { Alert, DetectionSource, TriggerClass } from './alert';

/** Everything stated must fit; a text fits exactly, or as a pattern with `*` for any characters. */
export interface RuleCondition {
  readonly name?: string | readonly string[];
  readonly source?: string | readonly string[];
  readonly namespace?: string | readonly string[];
  readonly account?: string | readonly string[];
  /** The environment of the alert's account, as `accounts` names it; an account that is not there has none. */
  readonly environment?: string | readonly string[];
  readonly detectionSource?: DetectionSource;
  /** What the alert itself says it is: `already-failing` or `early-warning`. */
  readonly triggerClass?: TriggerClass;
  /** What the alert itself says it is about: `security`, say. */
  readonly incidentType?: string | readonly string[];
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
}

/** One condition that an alert did not meet: what was wanted, and what the alert has instead. */
export interface Misfit {
  /** `name`, `tags.team`. */
  readonly field: string;
  readonly wanted: readonly string[];
  readonly actual?: string;
}

/** What conditions are asked of. */
export type Fittable = Pick<
  Alert,
  'name' | 'source' | 'namespace' | 'account' | 'detectionSource' | 'triggerClass' | 'claims' | 'dimensions' | 'tags'
>;

/** True if every stated condition of the rule holds for the alert, which comes from an account of this environment. */
export function fits(when: RuleCondition, alert: Fittable, environment?: string): boolean {
  return misfit(when, alert, environment) === undefined;
}

/** The first condition that the alert does not meet; undefined when it meets them all. */
export function misfit(when: RuleCondition, alert: Fittable, environment?: string): Misfit | undefined {
  return (
    textMisfit('name', when.name, alert.name) ??
    textMisfit('source', when.source, alert.source) ??
    textMisfit('namespace', when.namespace, alert.namespace) ??
    textMisfit('account', when.account, alert.account) ??
    textMisfit('environment', when.environment, environment) ??
    textMisfit('detectionSource', when.detectionSource, alert.detectionSource) ??
    textMisfit('triggerClass', when.triggerClass, alert.triggerClass) ??
    textMisfit('incidentType', when.incidentType, alert.claims?.incidentType) ??
    entriesMisfit('dimensions', when.dimensions, alert.dimensions) ??
    entriesMisfit('tags', when.tags, alert.tags)
  );
}

/** True if `text` is `pattern`, where `*` stands for any characters. Linear in both lengths: no regular expression is built from config. */
export function patternFits(pattern: string, text: string): boolean {
  if (!pattern.includes('*')) return pattern === text;
  const [head = '', ...rest] = pattern.split('*');
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

function textMisfit(
  field: string,
  patterns: string | readonly string[] | undefined,
  actual: string | undefined,
): Misfit | undefined {
  if (patterns === undefined) return undefined;
  const wanted = typeof patterns === 'string' ? [patterns] : patterns;
  if (actual !== undefined && wanted.some((pattern) => patternFits(pattern, actual))) return undefined;
  return { field, wanted, actual };
}

function entriesMisfit(
  field: string,
  wanted: Readonly<Record<string, string>> | undefined,
  actual: Readonly<Record<string, string>>,
): Misfit | undefined {
  for (const [key, pattern] of Object.entries(wanted ?? {})) {
    const found = textMisfit(`${field}.${key}`, pattern, Object.hasOwn(actual, key) ? actual[key] : undefined);
    if (found) return found;
  }
  return undefined;
}
