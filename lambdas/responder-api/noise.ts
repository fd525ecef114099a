import { between, day, plus } from '../../domain/instant';
import { noiseOf } from '../../domain/noise';
import { json, refused, type ApiAnswer, type ApiEvent } from './http';
import type { ResponderApi } from './needs';

const longest = 366 * day;

/** What each rule cost people lately, and how much of that was for nothing: `?since=` takes milliseconds, 30 days where it is left out. */
export async function noise(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const since = Number(event.queryStringParameters?.['since'] ?? 30 * day);
  if (!Number.isInteger(since) || since <= 0 || since > longest)
    return refused(400, 'since takes milliseconds, a year at most.');
  const now = deps.now();
  const from = plus(now, -since);
  const listed = await deps.incidents.list('all');
  const incidents = listed.filter(({ openedAt }) => between(from, openedAt) >= 0);
  const counts = await deps.incidents.alertCounts(incidents);
  const rows = noiseOf(incidents, ({ id }) => counts.get(id) ?? 0);
  // Only so many of the newest incidents are listed: where all of them are young, older ones may be left out.
  const oldest = incidents.at(-1)?.openedAt ?? null;
  return json(200, { since: from, incidents: incidents.length, oldest, cut: listed.length === incidents.length, rows });
}
