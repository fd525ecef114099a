import { readSeverity, severityName } from '../../domain/severity';

/** One place that was asked for a severity, as the command API tells it. */
export interface ExplainedStep {
  readonly place: string;
  readonly severity: string | number | null;
  readonly because: string;
  readonly decides: boolean;
  /** The rules that did not fit, and why not; only the rule table has any. */
  readonly passedOver: readonly { readonly rule: string; readonly because: string }[];
}

/** A report that somebody outside is owed. */
export interface ExplainedReport {
  readonly to: string;
  readonly by: string;
  readonly withinHours: number;
}

/** More rules than these are counted, not told. */
const rulesTold = 20;

/** Each place in the order in which it was asked: what it said, and whether that counted. */
export function stepLines(steps: readonly ExplainedStep[]): string[] {
  if (steps.length === 0) return [];
  const width = Math.max(...steps.map(({ place }) => place.length));
  return [
    'The severity was looked for in this order; the first place that has one decides:',
    ...steps.flatMap((step) => [`  ${step.place.padEnd(width)}  ${said(step)}`, ...rulesPassedOver(step)]),
  ];
}

function said({ severity, because, decides }: ExplainedStep): string {
  const read = readSeverity(severity);
  if (read === undefined) return because;
  return decides ? `${severityName(read)}: ${because}. This decides.` : `would say ${severityName(read)}: ${because}`;
}

function rulesPassedOver({ passedOver }: ExplainedStep): string[] {
  const lines = passedOver.slice(0, rulesTold).map(({ rule, because }) => `    rule ${rule} does not fit: ${because}`);
  const more = passedOver.length - lines.length;
  return more > 0 ? [...lines, `    and ${more} more rules that do not fit`] : lines;
}

/** Who is to be told of such an incident, besides those who are paged. */
export function reportLines(reports: readonly ExplainedReport[]): string[] {
  return reports.map(({ to, by, withinHours }) => `${by} is to tell ${to} within ${withinHours} hours.`);
}
