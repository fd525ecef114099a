import type { ChangeNote } from './alert';
import type { Incident } from './incident';
import { hour, plus, type Instant } from './instant';

/** Changes this long before an incident opened may have to do with it. */
export const changesBefore = 2 * hour;

/** The most that is shown with an incident. */
const mostShown = 10;

/** The time in which changes are of interest to an incident. */
export function changeWindow({ openedAt }: Pick<Incident, 'openedAt'>): {
  readonly from: Instant;
  readonly to: Instant;
} {
  return { from: plus(openedAt, -changesBefore), to: openedAt };
}

/** The changes most likely to have to do with an incident: those of its service first, then of its account, the newest first. */
export function changesFor(
  incident: Pick<Incident, 'service' | 'account'>,
  notes: readonly ChangeNote[],
): readonly ChangeNote[] {
  const distance = (note: ChangeNote) =>
    isAbout(note, incident.service) ? 0 : note.account !== undefined && note.account === incident.account ? 1 : 2;
  return [...notes]
    .sort((one, other) => distance(one) - distance(other) || (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
    .slice(0, mostShown);
}

/** True where the thing that changed bears the service's name: `checkout`, or `checkout-api` for checkout. */
function isAbout({ about }: ChangeNote, service: string | undefined): boolean {
  if (about === undefined || service === undefined) return false;
  return `-${words(about)}-`.includes(`-${words(service)}-`);
}

function words(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
