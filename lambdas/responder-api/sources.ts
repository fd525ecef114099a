import { configuration } from '@tocsin/config';
import { accountNameOf } from '../../domain/configuration';
import { latestFirst } from '../../domain/instant';
import { neverHeard } from '../../domain/speaker';
import { json, type ApiAnswer } from './http';
import type { ResponderApi } from './needs';

/** Who last spoke when, the latest first: sources by account and region, and heartbeats; and what is configured and never did. */
export async function listSources(deps: ResponderApi): Promise<ApiAnswer> {
  const [words, promises] = await Promise.all([deps.speakers.all(), deps.heartbeats.all()]);
  const reports = promises.flatMap(({ id, lastAt, dueAt }) =>
    lastAt === undefined ? [] : [{ id, at: lastAt, dueAt }],
  );
  const never = neverHeard(words, new Set(reports.map(({ id }) => id)), configuration);
  return json(200, {
    sources: [...words]
      .sort(latestFirst(({ at }) => at))
      .map((word) => ({ ...word, accountName: accountNameOf(word.account, configuration) ?? null })),
    heartbeats: reports,
    never: never.map(({ kind, id, name }) => ({ kind, id, name: name ?? null })),
  });
}
