import { highestLevel, isPaging, planOf } from './escalation-plan';
import { hasDeclined, type Incident } from './incident';
import type { CalledLevel } from './page-levels';

/**
 * The next level to call by hand. While people are being called, the next that was not; else the lowest with somebody who was
 * never paged, and once all were, the lowest with somebody who was not asked for since the acknowledgement.
 */
export function nextToAsk(incident: Incident, asker: string): CalledLevel | undefined {
  const { acknowledgement: held, paged, escalation } = incident;
  const levels = incident.levels.slice(0, highestLevel(planOf(incident)));
  const lowest = (from: number, wanted: (person: string) => boolean): CalledLevel | undefined => {
    const place = levels.findIndex((level, index) => index + 1 >= from && level.some(wanted));
    return place < 0 ? undefined : { level: place + 1, people: levels[place]!.filter(wanted) };
  };
  if (isPaging(incident)) {
    const free = (person: string) => person !== asker && !hasDeclined(incident, person);
    return lowest(Math.max(1, escalation.level) + 1, free);
  }
  const free = (person: string) => person !== asker && person !== held?.by && !held?.asked?.includes(person);
  const fresh = lowest(1, (person) => free(person) && !paged.includes(person));
  return fresh ?? (held ? lowest(1, free) : undefined);
}
