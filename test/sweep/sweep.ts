import type { CallSite, Fault } from '../../local/faults/fault';
import { Story } from '../support/story';
import type { CanonicalStory } from './canonical-stories';
import { faultsAt, nameOf, type Strike } from './fault-plan';
import { oneFault, unsound, violations, type Tolerance } from './invariants';
import { Teller } from './teller';
import { Watch } from './watch';
import { readWorld, type World } from './world';

/** Long enough for Lambda's two retries and an audit after them, for each thing that goes wrong; in minutes. */
const untilQuiet = 4;

/** A story that was told to its end: what is left of it, and every AWS call that it made. */
export interface Told {
  readonly world: World;
  readonly sites: readonly CallSite[];
  /** What did not hold on the way. */
  readonly onTheWay: readonly string[];
  /** The callers that are functions. */
  readonly functions: readonly string[];
  /** How long the queue keeps an alert to itself before it delivers it again, in milliseconds. */
  readonly redeliveredAfter: number;
}

/** Something did not hold, and the faults that make it happen again. */
export interface Broken {
  readonly story: string;
  readonly faults: readonly Fault[];
  readonly what: readonly string[];
}

/** Tells a story once with these faults, then lets the auditor run. */
export async function tellWith(
  canonical: CanonicalStory,
  faults: readonly Fault[],
  latest = oneFault.latest,
  minutes = untilQuiet,
): Promise<Told> {
  const story = await Story.begin();
  try {
    const { stack } = story;
    const watch = new Watch(stack, latest);
    stack.faults.set(faults);
    const teller = new Teller(story, watch);
    await canonical.tell(teller);
    await teller.wait(minutes);
    const { VisibilityTimeout } = stack.template.resources.find(
      ({ logicalId }) => logicalId === 'AlertQueue',
    )!.properties;
    return {
      sites: stack.faults.callsSeen(),
      world: await readWorld(stack, teller.alerts),
      onTheWay: watch.violations(),
      functions: stack.lambda.all().map(({ accessKeyId }) => accessKeyId),
      redeliveredAfter: Number(VisibilityTimeout) * 1_000,
    };
  } finally {
    await story.stack.stop();
  }
}

/** How many calls a run may make less than the one without faults: who looks first at an empty page is a matter of chance. */
const fewerCalls = 5;

/** Tells the story with one call going wrong. Every invariant holds, and it ends as it ends without. */
export async function withOneFault(
  canonical: CanonicalStory,
  clean: Told,
  strike: Strike,
): Promise<Broken | undefined> {
  const tolerance = toleranceOf([strike], clean);
  let faults: readonly Fault[] = [];
  for (let earlier = 0; earlier < fewerCalls && earlier < strike.site.nth; earlier++) {
    faults = faultsAt({ ...strike, site: { ...strike.site, nth: strike.site.nth - earlier } });
    const told = await attempt(canonical, faults, tolerance, untilQuiet);
    if (Array.isArray(told)) return { story: canonical.name, faults, what: told };
    if (!wasMet(faults, told.sites)) continue;
    const what = [...told.onTheWay, ...violations(clean.world, told.world, tolerance)];
    return what.length > 0 ? { story: canonical.name, faults, what } : undefined;
  }
  return { story: canonical.name, faults, what: ['The fault was never met.'] };
}

/** Tells the story with several calls going wrong. It may end otherwise then, since people acted later; every invariant holds. */
export async function withFaults(
  canonical: CanonicalStory,
  clean: Told,
  strikes: readonly Strike[],
): Promise<Broken | undefined> {
  const tolerance = toleranceOf(strikes, clean);
  const faults = strikes.flatMap(faultsAt);
  const told = await attempt(canonical, faults, tolerance, untilQuiet * strikes.length);
  const what = Array.isArray(told) ? told : [...told.onTheWay, ...unsound(told.world, tolerance)];
  return what.length > 0 ? { story: canonical.name, faults, what } : undefined;
}

async function attempt(
  canonical: CanonicalStory,
  faults: readonly Fault[],
  { latest }: Tolerance,
  minutes: number,
): Promise<Told | string[]> {
  try {
    return await tellWith(canonical, faults, latest, minutes);
  } catch (error) {
    return [`The story could not be told: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/**
 * What these faults may cost together. An alert that was not handled comes again when the queue says so. A sender that
 * does not know whether it has sent sends again: a page twice is a nuisance, a page lost an outage.
 */
function toleranceOf(strikes: readonly Strike[], { redeliveredAfter }: Told): Tolerance {
  const again = strikes.filter(
    ({ site, kind }) =>
      (site.service === 'sqs' && site.operation === 'DeliverToFunction') ||
      (site.caller === 'IngestAlert' && (kind === 'exhausted' || kind === 'crash')),
  );
  return {
    latest: strikes.length * oneFault.latest + again.length * redeliveredAfter,
    copies: oneFault.copies + strikes.filter(({ site }) => site.caller === 'NotifyResponders').length,
    crossing: Math.max(oneFault.crossing, strikes.length),
    moved: again.length > 0,
  };
}

/** A line to type that makes it happen again. */
export function lineOf({ story, faults }: Broken): string {
  return `npm run sweep -- --story ${story} --faults '${JSON.stringify(faults)}'`;
}

function wasMet(faults: readonly Fault[], sites: readonly CallSite[]): boolean {
  return sites.some((site) =>
    faults.some(
      ({ service, operation, nth }) => site.service === service && site.operation === operation && site.nth === nth,
    ),
  );
}

export function struck({ site, kind }: Strike): string {
  return `${kind} at ${nameOf(site)}`;
}
