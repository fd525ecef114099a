import { between, hour, type Instant } from './instant';
import type { Channel } from './responder';

/** What SNS says of one address of a person: it gets messages, it was never confirmed, or it is not there (any more). */
export type SubscriptionState = 'confirmed' | 'pending' | 'gone';

/** One address, as it was found. */
export interface SeenChannel {
  readonly person: string;
  readonly channel: Channel;
  readonly state: SubscriptionState;
}

/** The same, with since when it is so, and whether somebody was told. */
export interface KnownChannel extends SeenChannel {
  readonly since: Instant;
  readonly told?: boolean;
}

/** Everybody's addresses as they were last found. */
export interface KnownChannels {
  readonly version: number;
  readonly channels: readonly KnownChannel[];
}

export const noKnownChannels: KnownChannels = { version: 0, channels: [] };

/** A new address has so long to be confirmed before anybody is told. */
const confirmWithin = hour;

/** What an audit came to. */
export interface ChannelAudit {
  readonly known: KnownChannels;
  /** Whether `known` is another than before. */
  readonly changed: boolean;
  /** Of which addresses people are to be told now: once for each change. */
  readonly tell: readonly KnownChannel[];
}

/** Compares what was found with what was known. An address that got messages and does not any more is told of at once. */
export function auditChannels(before: KnownChannels, seen: readonly SeenChannel[], now: Instant): ChannelAudit {
  const tell: KnownChannel[] = [];
  let changed = before.channels.length !== seen.length;
  const channels = seen.map((found) => {
    const known = before.channels.find(({ person, channel }) => person === found.person && channel === found.channel);
    const next = known?.state === found.state ? known : { ...found, since: now };
    const fresh = found.state === 'pending' && (known === undefined || known.state === 'pending');
    const tellNow = next.state !== 'confirmed' && !next.told && (!fresh || between(next.since, now) >= confirmWithin);
    if (tellNow) tell.push(next);
    changed ||= tellNow || next !== known;
    return tellNow ? { ...next, told: true } : next;
  });
  return { known: { ...before, channels }, changed, tell };
}
