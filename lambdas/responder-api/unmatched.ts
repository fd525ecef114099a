import { configuration } from '@tocsin/config';
import { rulesToAdopt } from '../../domain/adopt';
import { day, plus } from '../../domain/instant';
import { json, type ApiAnswer } from './http';
import type { ResponderApi } from './needs';

/** What the last 30 days brought that no rule knew, as the rules that would have known it. */
export async function listUnmatched(deps: ResponderApi): Promise<ApiAnswer> {
  const since = plus(deps.now(), -30 * day);
  const incidents = (await deps.incidents.list('all')).filter(({ openedAt }) => openedAt >= since);
  return json(200, { since, rules: rulesToAdopt(incidents, configuration) });
}
