/** What the readers are tried with at random: one property each. */
const shares = {
  /** An event of EventBridge, wounded. */
  events: 40,
  /** Any JSON under any detail-type, and alone. */
  anyJson: 4,
  /** A message of SNS, wounded outside or in. */
  snsMessages: 6,
  /** A body of each kind of webhook, wounded: so much for all kinds together. */
  webhooks: 38,
  /** A body of the Events API, wounded. */
  eventsApi: 6,
  /** Any JSON as the body of a webhook. */
  anyBody: 6,
} as const;

export type Fuzzed = keyof typeof shares;

/** How many random events the readers are tried with in all. More of them: `FUZZ_RUNS=100000 npx jest reader-properties`. */
export const randomEvents = Number(process.env['FUZZ_RUNS'] ?? 7_500);

/** How many of them a property gets, at least. */
export function runsOf(property: Fuzzed): number {
  const all = Object.values(shares).reduce((sum, share) => sum + share, 0);
  return Math.ceil((randomEvents * shares[property]) / all);
}

/** How many the properties try together. */
export function runsInAll(): number {
  return (Object.keys(shares) as Fuzzed[]).reduce((sum, property) => sum + runsOf(property), 0);
}
