import type { CallSite, Fault } from '../../../local/faults/fault';
import { Story } from '../../support/story';
import type { CanonicalStory } from './canonical-stories';
import { faultsAt, nameOf, type Strike } from './fault-plan';
import { latestPage, violations } from './invariants';
import { Teller } from './teller';
import { readWorld, type World } from './world';

/** Long enough for Lambda's two retries and an audit after them. */
const minutesForTheAuditor = 4;

/** A story that was told to its end: what is left of it, and every AWS call that it made. */
export interface Told {
  readonly world: World;
  readonly sites: readonly CallSite[];
  /** How long the queue keeps an alert to itself before it delivers it again, in milliseconds. */
  readonly redeliveredAfter: number;
}

/** Tells a story once with these faults, then lets the auditor run. */
export async function tellWith(canonical: CanonicalStory, faults: readonly Fault[]): Promise<Told> {
  const story = await Story.begin();
  try {
    story.stack.faults.set(faults);
    const teller = new Teller(story);
    await canonical.tell(teller);
    await story.wait(minutesForTheAuditor);
    const sites = story.stack.faults.callsSeen();
    const { VisibilityTimeout } = story.stack.template.resources.find(
      ({ logicalId }) => logicalId === 'AlertQueue',
    )!.properties;
    const redeliveredAfter = Number(VisibilityTimeout) * 1_000;
    return { sites, world: await readWorld(story.stack, teller.alerts), redeliveredAfter };
  } finally {
    await story.stack.stop();
  }
}

interface Broken {
  readonly faults: readonly Fault[];
  readonly what: readonly string[];
}

/**
 * Tells the story once for each strike.
 * @returns one text for each run in which something did not hold, with the faults that make it happen again
 */
export async function sweep(canonical: CanonicalStory, clean: Told, strikes: readonly Strike[]): Promise<string[]> {
  const broken: string[] = [];
  for (const strike of strikes) {
    const found = await whatBroke(canonical, clean, strike);
    if (!found) continue;
    const where = `${strike.kind} at ${nameOf(strike.site)}, faults ${JSON.stringify(found.faults)}`;
    broken.push([where, ...found.what].join('\n  '));
  }
  return broken;
}

/** An alert that could not be handled comes again only when the queue says so, and the paging goes on from there. */
function latestWhen({ site, kind }: Strike, { redeliveredAfter }: Told): number {
  return latestPage + (site.caller === 'IngestAlert' && kind === 'exhausted' ? redeliveredAfter : 0);
}

/** How many calls a run may make less than the one without faults: who looks first at an empty page is a matter of chance. */
const fewerCalls = 5;

async function whatBroke(canonical: CanonicalStory, clean: Told, strike: Strike): Promise<Broken | undefined> {
  let faults: readonly Fault[] = [];
  for (let earlier = 0; earlier < fewerCalls && earlier < strike.site.nth; earlier++) {
    faults = faultsAt({ ...strike, site: { ...strike.site, nth: strike.site.nth - earlier } });
    try {
      const { world, sites } = await tellWith(canonical, faults);
      if (!wasMet(faults, sites)) continue;
      const what = violations(clean.world, world, latestWhen(strike, clean));
      return what.length > 0 ? { faults, what } : undefined;
    } catch (error) {
      return {
        faults,
        what: [`The story could not be told: ${error instanceof Error ? error.message : String(error)}`],
      };
    }
  }
  return { faults, what: ['The fault was never met.'] };
}

function wasMet(faults: readonly Fault[], sites: readonly CallSite[]): boolean {
  return sites.some((site) =>
    faults.some(
      ({ service, operation, nth }) => site.service === service && site.operation === operation && site.nth === nth,
    ),
  );
}
