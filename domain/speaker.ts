import { alertSources, defaultSourceGroups } from './alert-sources/sources';
import { fromSns } from './alert-sources/sns-notification';
import { readEnvelope } from './alert-sources/envelope';
import type { Configuration } from './configuration';
import { between, earliest, hour, type Instant } from './instant';

/** Who sends events: a source in one account and region. */
export interface Speaker {
  readonly account: string;
  readonly region: string;
  readonly source: string;
}

/** When a speaker last spoke, by the time of its event. */
export interface LastWord extends Speaker {
  readonly at: Instant;
}

/** Something that the configuration expects to hear of, and from which nothing ever came. */
export interface NeverHeard {
  readonly kind: 'account' | 'sources' | 'webhook' | 'heartbeat';
  readonly id: string;
  /** What people call it, where that is not its id. */
  readonly name?: string;
}

/** What comes later than this after it happened (a replay, the end of a mute) does not tell that its sender speaks now. */
const longestDelay = hour;

/** Who speaks in an event, and when it did; undefined for one that comes late, and for what Tocsin sends itself: that has no account. */
export function lastWordOf(event: unknown, now: Instant): LastWord | undefined {
  const { account, region, source, time } = readEnvelope(fromSns(event) ?? event, '', now);
  if (account === undefined || region === undefined || between(time, now) > longestDelay) return undefined;
  const cut = (value: string) => value.slice(0, 200);
  return { account: cut(account), region: cut(region), source: cut(source), at: earliest(time, now)! };
}

/**
 * Of the accounts, groups of sources, webhooks and heartbeats of the configuration, those that never spoke. The group of custom
 * alerts is no such thing: nobody is expected to send any.
 */
export function neverHeard(
  words: readonly LastWord[],
  reported: ReadonlySet<string>,
  { accounts, sources = defaultSourceGroups, webhooks = [], heartbeats = [] }: Configuration,
): NeverHeard[] {
  const heard = new Set(words.map(({ source }) => source));
  const heardFrom = new Set(words.map(({ account }) => account));
  const silent = sources.filter((group) => {
    const named = alertSources.flatMap((each) => (each.group === group ? (each.source ?? []) : []));
    return named.length > 0 && !named.some((source) => heard.has(source));
  });
  return [
    ...Object.entries(accounts).flatMap(([id, { name }]) =>
      heardFrom.has(id) ? [] : [{ kind: 'account' as const, id, name }],
    ),
    ...silent.map((id) => ({ kind: 'sources' as const, id })),
    ...webhooks.flatMap(({ id }) => (heard.has(`webhook.${id}`) ? [] : [{ kind: 'webhook' as const, id }])),
    ...heartbeats.flatMap(({ id, name }) => (reported.has(id) ? [] : [{ kind: 'heartbeat' as const, id, name }])),
  ];
}
