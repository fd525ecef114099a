import type { Retrier } from './definition';

/**
 * Whether a Retry or Catch with this ErrorEquals is meant for the error. Nothing handles `States.Runtime`; `States.ALL`
 * does not stand for `States.DataLimitExceeded`, nor `States.TaskFailed` for a time-out.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export function isMeantFor(errorEquals: readonly string[], error: string): boolean {
  if (error === 'States.Runtime') return false;
  if (errorEquals.includes(error)) return true;
  if (error === 'States.DataLimitExceeded') return false;
  return (
    errorEquals.includes('States.ALL') || (errorEquals.includes('States.TaskFailed') && error !== 'States.Timeout')
  );
}

/** The pause before the retry, in milliseconds. @param made retries this retrier has made already @param random from 0 to 1, for full jitter */
export function retryPauseMs(retrier: Retrier, made: number, random: number): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Infinity, JitterStrategy } = retrier;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** made, MaxDelaySeconds);
  return Math.round(seconds * 1000 * (JitterStrategy === 'FULL' ? random : 1));
}

/** How often this retrier retries at most. */
export function mostRetries({ MaxAttempts = 3 }: Retrier): number {
  return MaxAttempts;
}
