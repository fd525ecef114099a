import { readSeverity, behaviours, type Behaviour } from '../../domain/severity';
import { lengthOfTime } from '../../domain/zoned-time';
import { reportLines, stepLines, type ExplainedReport, type ExplainedStep } from './explained-steps';
import { bothTimes } from './times';

/** What an event would do, as the command API tells it. */
export interface Explanation {
  readonly kind: 'alert' | 'change' | 'context' | 'ignored' | 'malformed';
  readonly ignored?: string | null;
  readonly context?: string | null;
  readonly change?: string | null;
  readonly alert?: {
    readonly name: string;
    readonly signal: string;
    readonly dedupKey: string;
    readonly startedAt?: string | null;
    readonly measured?: string | null;
  } | null;
  readonly classification?: {
    readonly severity: string | number;
    readonly because: string;
    readonly needsSeverity: boolean;
    /** Set where it is mailed instead of paged, until then. */
    readonly observedUntil?: string | null;
    readonly service?: string | null;
    readonly incidentType: string;
    readonly runbook?: string | null;
    readonly publishes: boolean;
  } | null;
  /** How the severity was found; left out by stacks that do not tell. */
  readonly steps?: readonly ExplainedStep[] | null;
  /** Which agreement on the severities holds. */
  readonly policy?: string | null;
  readonly reports?: readonly ExplainedReport[] | null;
  readonly levels?: readonly (readonly string[])[] | null;
}

/** `rule "checkout-down"` for `rule checkout-down`; other reasons stay as they are. */
export function quotedReason(because: string): string {
  return because.replace(/^rule (\S+)$/, 'rule "$1"');
}

/** Tells in sentences what the event would do. */
export function explain(explanation: Explanation, timeZone: string): string[] {
  const { kind, ignored, context, change, alert } = explanation;
  if (kind === 'ignored')
    return [
      `It is ignored: ${ignored ?? 'it is none of our business'}.`,
      'Nothing opens and nobody is paged; it is counted.',
    ];
  if (kind === 'context')
    return [
      `It is no alert, but news about one: ${context ?? 'an alarm was changed.'}`,
      'It goes into the timeline of the incident that the alarm has open; if there is none, it is counted and nothing else.',
    ];
  if (kind === 'change')
    return [
      `It is no alert, but a change: ${change ?? 'something changed'}.`,
      'It is kept for a month, and stands with the incidents that open in the two hours after it.',
    ];
  if (!alert) return ['The stack does not say what it would do.'];
  if (alert.signal === 'ok')
    return [
      `${alert.name} says OK. It opens nothing; it counts for the incident that ${alert.name} is in, if one is open.`,
    ];
  if (alert.signal === 'unknown')
    return [`${alert.name} has no data (INSUFFICIENT_DATA). That is not an OK: it opens nothing, and closes nothing.`];
  return [
    ...(kind === 'malformed'
      ? ['It is not what it says it is, and cannot be read. It opens an incident all the same, so that a person looks.']
      : []),
    `${alert.name} fires${alert.measured ? `: ${alert.measured}` : ''}.`,
    ...(alert.startedAt ? [`The trouble began at ${bothTimes(alert.startedAt, timeZone)}.`] : []),
    ...consequences(explanation, timeZone),
    ...reportLines(explanation.reports ?? []),
    `Alerts with the same key join the same incident: ${alert.dedupKey}`,
    ...stepLines(explanation.steps ?? []),
    ...(explanation.policy ? [`What the severities mean: ${explanation.policy}.`] : []),
  ];
}

function consequences({ classification, levels }: Explanation, timeZone: string): string[] {
  if (!classification) return [];
  const { severity, because, needsSeverity, observedUntil, service, incidentType, runbook, publishes } = classification;
  const known = readSeverity(severity);
  const behaviour = known === undefined ? undefined : behaviours[known];
  const what = [service ? `service ${service}` : 'no service', `type ${incidentType}`].join(', ');
  return [
    `It is ${known === undefined ? severity : `SEV-${known}`}, because ${quotedReason(because)}: ${what}.`,
    ...(needsSeverity ? ['It needs a severity: a person is asked to check it.'] : []),
    ...(observedUntil
      ? [
          `Observing until ${bothTimes(observedUntil, timeZone)}: level 1 is mailed instead of paged: ${people(levels?.[0])}.`,
        ]
      : pagingLines(behaviour, levels)),
    publishes && behaviour?.notice
      ? `A notice goes public ${lengthOfTime(behaviour.notice.after)} later, unless someone holds it.`
      : 'Nothing goes public by itself.',
    ...(runbook ? [`Runbook: ${runbook}`] : []),
  ];
}

/** Who is mailed or paged, and when. */
function pagingLines(behaviour: Behaviour | undefined, levels: Explanation['levels']): string[] {
  return [
    ...(behaviour?.pages === false
      ? [`Level 1 is mailed at 09:00 on the next business day: ${people(levels?.[0])}. Nobody is paged.`]
      : []),
    ...(behaviour?.pages === true
      ? (levels ?? [])
          .slice(0, behaviour.highestLevel)
          .map((level, index) => paged(level, index, behaviour.levelsAfter))
      : []),
    ...(behaviour?.pages === true && behaviour.counts === 'in covered hours'
      ? ['Only the covered hours of the service count: outside of them level 1 is mailed, and paged when they begin.']
      : []),
  ];
}

function paged(level: readonly string[], index: number, levelsAfter: readonly number[]): string {
  if (index === 0) return `Level 1 is paged at once: ${people(level)}.`;
  const after = levelsAfter[index - 1];
  const when = after === undefined ? 'after that' : `${lengthOfTime(after)} later`;
  return `Level ${index + 1} is paged ${when}, unless someone acknowledges: ${people(level)}.`;
}

function people(level: readonly string[] | undefined): string {
  return level?.join(', ') || 'nobody';
}
