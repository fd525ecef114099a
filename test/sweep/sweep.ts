import type { CallSite, Fault } from '../../local/faults/fault';
import type { LocalStack } from '../../local/stack';
import { Story } from '../support/story';
import type { CanonicalStory } from './canonical-stories';
import { faultsAt, nameOf, type Strike } from './fault-plan';
import { anyNumber, oneFault, unsound, violations, type Tolerance } from './invariants';
import { Teller } from './teller';
import { Watch } from './watch';
import { readWorld, type World } from './world';

/** The sweep has the machine to itself, and waits thousands of times. In milliseconds. */
const patience = 25;

/** Long enough for Lambda's two retries and an audit after them, for each thing that goes wrong; in minutes. */
const untilQuiet = 4;
/** How much later the auditor looks again, when one of its rounds failed, in milliseconds. */
const untilNextAudit = 60_000;
/** An audit, and a call that takes effect late, in minutes: where nothing is under way by then, nothing more comes. */
const soonQuiet = 2;

/** A story that was told to its end: what is left of it, and every AWS call that it made. */
export interface Told {
  readonly world: World;
  readonly sites: readonly CallSite[];
  /** What did not hold on the way. */
  readonly onTheWay: readonly string[];
  /** What the functions may do, and what was asked for, as `<function> <action>`. */
  readonly granted: readonly string[];
  readonly used: readonly string[];
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

/** How a story is told, where it is not told as usual. */
interface Telling {
  /** How late a promise may be on the way, in milliseconds. */
  readonly latest?: number;
  /** After the story's end, in minutes: the auditor has this long in any case, and at most this long. */
  readonly least?: number;
  readonly most?: number;
  /** The cloud assembly that is run. */
  readonly assembly?: string;
}

/** Tells a story once with these faults, then lets the auditor run: until all is sound and nothing is under way. */
export async function tellWith(
  canonical: CanonicalStory,
  faults: readonly Fault[],
  { latest = oneFault.latest, least = untilQuiet, most = least, assembly }: Telling = {},
): Promise<Told> {
  const story = await Story.begin({ assembly, patience });
  try {
    const { stack } = story;
    const watch = new Watch(stack, latest, latest + (faults.length > 0 ? untilNextAudit : 0));
    stack.faults.set(faults);
    const teller = new Teller(story, watch);
    await canonical.tell(teller);
    await teller.wait(least);
    let world = await readWorld(stack, teller.alerts);
    for (let waited = least; waited < most && !isQuiet(stack, world); waited++) {
      await teller.wait(1);
      world = await readWorld(stack, teller.alerts);
    }
    const { VisibilityTimeout } = stack.template.resources.find(
      ({ logicalId }) => logicalId === 'AlertQueue',
    )!.properties;
    return {
      sites: stack.faults.callsSeen(),
      world,
      onTheWay: watch.violations(),
      granted: stack.granted(),
      used: stack.used(),
      functions: stack.lambda.all().map(({ accessKeyId }) => accessKeyId),
      redeliveredAfter: Number(VisibilityTimeout) * 1_000,
    };
  } finally {
    await story.stack.stop();
  }
}

/** Nothing is waiting to be tried again, and there is nothing left that the auditor would mend. */
function isQuiet({ lambda, eventBridge }: LocalStack, world: World): boolean {
  return lambda.waiting === 0 && eventBridge.waiting === 0 && unsound(world, anyNumber).length === 0;
}

/** How many calls a run may make less than the one without faults: who looks first at an empty page is a matter of chance. */
const fewerCalls = 5;

/** Tells the story with one call going wrong. Every invariant holds, and it ends as it ends without. */
export async function withOneFault(
  canonical: CanonicalStory,
  clean: Told,
  strike: Strike,
  assembly?: string,
): Promise<Broken | undefined> {
  const tolerance = toleranceOf([strike], clean);
  let faults: readonly Fault[] = [];
  for (let earlier = 0; earlier < fewerCalls && earlier < strike.site.nth; earlier++) {
    faults = faultsAt({ ...strike, site: { ...strike.site, nth: strike.site.nth - earlier } });
    const told = await attempt(canonical, faults, { latest: tolerance.latest, assembly });
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
  const { latest } = tolerance;
  const told = await attempt(canonical, faults, { latest, least: soonQuiet, most: untilQuiet * strikes.length });
  const what = Array.isArray(told) ? told : [...told.onTheWay, ...unsound(told.world, tolerance)];
  return what.length > 0 ? { story: canonical.name, faults, what } : undefined;
}

async function attempt(
  canonical: CanonicalStory,
  faults: readonly Fault[],
  telling: Telling,
): Promise<Told | string[]> {
  try {
    return await tellWith(canonical, faults, telling);
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
