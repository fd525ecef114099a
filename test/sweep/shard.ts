import type { CallSite } from '../../local/faults/fault';
import { canonicalStories } from './canonical-stories';
import type { Strike } from './fault-plan';
import { violations } from './invariants';
import { throughOutage } from './outages';
import { tellWith, withFaults, withOneFault, type Broken, type Told } from './sweep';

/** What a shard is asked: to tell a story without faults, with one (by another assembly, if so), or with several; or how an outage went. */
export type Job =
  | { readonly ask: 'clean'; readonly story: string }
  | { readonly ask: 'one'; readonly story: string; readonly strike: Strike; readonly assembly?: string }
  | { readonly ask: 'outage'; readonly story: string }
  | { readonly ask: 'several'; readonly story: string; readonly strikes: readonly Strike[] };

/** What a shard answers: what did not hold, and for a story without faults the calls that it made. */
export interface Report {
  readonly broken?: Broken;
  readonly sites?: readonly CallSite[];
  readonly functions?: readonly string[];
  readonly granted?: readonly string[];
  readonly used?: readonly string[];
}

const clean = new Map<string, Promise<Told>>();

async function answer(job: Job): Promise<Report> {
  if (job.ask === 'outage') return { broken: await throughOutage(job.story) };
  const story = canonicalStories.find(({ name }) => name === job.story);
  if (!story) throw new Error(`There is no story ${job.story}: ${canonicalStories.map(({ name }) => name).join(', ')}`);
  if (!clean.has(job.story)) clean.set(job.story, tellWith(story, []));
  const told = await clean.get(job.story)!;
  switch (job.ask) {
    case 'clean': {
      const what = [...told.onTheWay, ...violations(told.world, told.world)];
      const broken = what.length > 0 ? { story: job.story, faults: [], what } : undefined;
      const { sites, functions, granted, used } = told;
      return { sites, functions, granted, used, broken };
    }
    case 'one':
      return { broken: await withOneFault(story, told, job.strike, job.assembly) };
    case 'several':
      return { broken: await withFaults(story, told, job.strikes) };
  }
}

/** Nobody is left to answer to. */
process.on('disconnect', () => process.exit());

/** A process of its own: it is sent jobs one at a time, and answers each. */
process.on('message', (job: Job) => {
  void answer(job).then(
    (report) => process.send!(report),
    (error: unknown) =>
      process.send!({ broken: { story: job.story, faults: [], what: [String(error)] } } satisfies Report),
  );
});
