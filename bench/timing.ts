/** The middle one of some numbers; of an even count the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) throw new Error('There is no median of nothing.');
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How long a piece of work takes, in milliseconds: the median of some repetitions after a warm-up of as many. */
export function timed(work: () => void, repetitions: number): number {
  for (let warm = 0; warm < repetitions; warm++) work();
  const times = Array.from({ length: repetitions }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
  return median(times);
}
