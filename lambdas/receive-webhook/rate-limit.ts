/** Calls that a source may make: this many at once, and as many again each minute. */
export const callsPerMinute = 120;

export interface RateLimit {
  /** Takes one call of a source; false when it has none left. */
  take(sourceId: string): boolean;
}

/**
 * A bucket of calls for each source, filled steadily. It lives in one container: a source that reaches n containers at
 * the same time has n buckets, and what all senders may send together is the API's to limit.
 * @param now epoch milliseconds
 */
export function rateLimit(now: () => number): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(sourceId) {
      const at = now();
      const bucket = buckets.get(sourceId) ?? { left: callsPerMinute, at };
      const refilled = (Math.max(0, at - bucket.at) / 60_000) * callsPerMinute;
      const left = Math.min(callsPerMinute, bucket.left + refilled);
      buckets.set(sourceId, { left: left >= 1 ? left - 1 : left, at });
      return left >= 1;
    },
  };
}
