/**
 * How every AWS client is made: time-outs far below a function's own, so that a call that hangs becomes a retry, not a
 * lost run. `requestTimeout` alone only prints a warning; it throws only with `throwOnRequestTimeout`.
 */
export const clientOptions = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
} as const;
