import type { TriggerClass } from './alert';
import type { Incident } from './incident';

/** What one rule cost people in a time, and how much of it was for nothing. */
export interface NoiseRow {
  /** The rule's name; undefined for what no rule knew, or a person declared. */
  readonly rule?: string;
  readonly triggerClass?: TriggerClass;
  readonly incidents: number;
  readonly alerts: number;
  readonly pages: number;
  readonly falsePositives: number;
}

/** What rang, by rule and trigger class: the most false alarms first, then the most pages. */
export function noiseOf(
  incidents: readonly Incident[],
  alertCount: (incident: Incident) => number,
): readonly NoiseRow[] {
  const groups = new Map<string, Incident[]>();
  for (const incident of incidents) {
    const group = JSON.stringify([incident.rule, incident.triggerClass]);
    groups.set(group, [...(groups.get(group) ?? []), incident]);
  }
  return [...groups.values()]
    .map((those) => ({
      rule: those[0]!.rule,
      triggerClass: those[0]!.triggerClass,
      incidents: those.length,
      alerts: sum(those.map(alertCount)),
      pages: sum(those.map(pagesOf)),
      falsePositives: those.filter(({ falsePositive }) => falsePositive !== undefined).length,
    }))
    .sort(
      (one, other) =>
        other.falsePositives - one.falsePositives || other.pages - one.pages || other.incidents - one.incidents,
    );
}

/** Pages that left for an incident, to whomever. */
function pagesOf({ escalation }: Incident): number {
  return sum(Object.values(escalation.attempts));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
