import type { ServiceLevel } from '../configuration';

/** What a service promises, for responders: `99.9 % of card payments accepted, over 30 days`. */
export function objectiveInWords({ name, objective, windowDays }: ServiceLevel): string {
  return `${objective} % of ${name}, over ${windowDays} day${windowDays === 1 ? '' : 's'}`;
}
