import type { KnownChannels, SubscriptionState } from './channel-audit';
import type { Instant } from './instant';
import { missedTest, type TestPages } from './test-page';
import type { Channel } from './responder';

/** Why a person may not be reached. They are paged all the same. */
export type NotReached = { readonly why: 'test-missed'; readonly sentAt: Instant } | UnconfirmedChannel;

/** One of their addresses gets nothing. */
export interface UnconfirmedChannel {
  readonly why: 'channel-unconfirmed';
  readonly channel: Channel;
  readonly state: SubscriptionState;
  readonly since: Instant;
}

/** Everything that speaks against a person being reached; empty for somebody of whom nothing bad is known. */
export function whyNotReached(
  person: string,
  tests: TestPages | undefined,
  { channels }: KnownChannels,
  now: Instant,
): readonly NotReached[] {
  const missed = tests && missedTest(tests, now);
  return [
    ...(missed === undefined ? [] : [{ why: 'test-missed' as const, sentAt: missed }]),
    ...channels.flatMap((known): UnconfirmedChannel[] => {
      const { channel, state, since } = known;
      if (known.person !== person || state === 'confirmed') return [];
      return [{ why: 'channel-unconfirmed', channel, state, since }];
    }),
  ];
}
