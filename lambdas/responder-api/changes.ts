import type { ChangeNote } from '../../domain/alert';
import { changesFor, changeWindow } from '../../domain/change-feed';
import type { Incident } from '../../domain/incident';
import { day, hour, plus } from '../../domain/instant';
import { json, refused, type ApiAnswer, type ApiEvent } from './http';
import type { ResponderApi } from './needs';

/** The longest time that is looked through at once. */
const longest = 7 * day;

/** What changed lately, newest first: `?since=` takes milliseconds, two hours where it is left out. */
export async function listChanges(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const since = Number(event.queryStringParameters?.['since'] ?? 2 * hour);
  if (!Number.isInteger(since) || since <= 0 || since > longest)
    return refused(400, 'since takes milliseconds, a week at most.');
  const now = deps.now();
  const notes = await deps.changes.between(plus(now, -since), now);
  return json(200, { since: plus(now, -since), changes: notes.map(changeView) });
}

/** What changed in the two hours before an incident, what may have to do with it first. */
export async function changesBeforeIncident(
  incident: Incident,
  deps: Pick<ResponderApi, 'changes'>,
): Promise<readonly ChangeNote[]> {
  const { from, to } = changeWindow(incident);
  return changesFor(incident, await deps.changes.between(from, to));
}

/** A change for machines. */
export function changeView({ changed, at, by, about, link, account, source }: ChangeNote) {
  return {
    at,
    changed,
    by: by ?? null,
    about: about ?? null,
    link: link ?? null,
    account: account ?? null,
    source,
  };
}
