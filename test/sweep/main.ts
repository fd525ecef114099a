import { writeFileSync } from 'node:fs';
import synthesize from '../support/synthesize';
import { removeAssembly } from '../support/broken-assembly';
import { sweepOptions, type SweepOptions } from './arguments';
import { canonicalStories } from './canonical-stories';
import { nameOf } from './fault-plan';
import { untried } from './grants';
import { oneFault, unsound } from './invariants';
import { outages, outagesInCi } from './outages';
import { protections, type ProtectionName } from './protections';
import { twoFaults, type KnownStory } from './random-faults';
import { Results } from './results';
import { Shards } from './shards';
import { singleFaults } from './single-faults';
import { tellWith, type Broken } from './sweep';
import { assemblyWithout } from './without-assembly';

/** In CI at least this many random double faults are told, and as many more as three minutes hold. */
const fewestRuns = 500;
const randomFor = 180_000;

/** The clean run of every story: the calls that it makes, to be struck one by one. */
async function knownStories(shards: Shards, results: Results): Promise<KnownStory[]> {
  const known: KnownStory[] = [];
  const jobs = canonicalStories.map(({ name }) => ({ ask: 'clean' as const, story: name }));
  const [may, did] = [new Set<string>(), new Set<string>()];
  await shards.run(jobs, ({ story }, { sites = [], functions = [], granted = [], used = [], broken }) => {
    for (const grant of granted) may.add(grant);
    for (const call of used) did.add(call);
    if (broken) results.tell(broken);
    results.end(`no fault: ${story}, ${sites.length} calls`, 1, broken ? [broken] : []);
    known.push({ story, sites, functions });
  });
  const what = untried([...may], [...did]);
  const missing = what.length > 0 ? [{ story: 'any', faults: [], what }] : [];
  for (const one of missing) results.tell(one);
  results.end('every call that a function may make is made by a story', 1, missing);
  // In the order in which they are written, so that a seed means the same in every run.
  return canonicalStories.flatMap(({ name }) => known.filter(({ story }) => story === name));
}

async function single(shards: Shards, stories: readonly KnownStory[], results: Results, all: boolean): Promise<void> {
  const planned = singleFaults(stories, all);
  const jobs = planned.map((strike) => ({ ask: 'one' as const, ...strike }));
  const different = new Set(planned.map(({ strike }) => nameOf(strike.site))).size;
  results.say(`${planned.length} single faults at ${different} different calls:`);
  const broken = new Map<string, Broken[]>();
  await shards.run(jobs, ({ strike }, report) => {
    if (report.broken) results.tell(report.broken);
    broken.set(strike.kind, [...(broken.get(strike.kind) ?? []), ...(report.broken ? [report.broken] : [])]);
  });
  for (const [kind, found] of broken)
    results.end(`one fault: ${kind}`, planned.filter(({ strike }) => strike.kind === kind).length, found);
}

async function double(shards: Shards, stories: readonly KnownStory[], results: Results, options: SweepOptions) {
  const until = performance.now() + randomFor;
  function* jobs() {
    for (
      let run = 0;
      run < (options.runs ?? fewestRuns) || (options.runs === undefined && performance.now() < until);
      run++
    )
      yield { ask: 'several' as const, ...twoFaults(options.seed + run, stories) };
  }
  const broken: Broken[] = [];
  let runs = 0;
  await shards.run(jobs(), (_, report) => {
    runs++;
    if (!report.broken) return;
    results.tell(report.broken);
    broken.push(report.broken);
  });
  results.end(`two random faults, --seed ${options.seed} --runs ${runs}`, runs, broken);
}

/** Hours without AWS take a while to tell: some in any case, each service alone when all is asked for. */
async function outage(shards: Shards, results: Results, all: boolean): Promise<void> {
  const names = all ? Object.keys(outages) : outagesInCi;
  const jobs = names.map((story) => ({ ask: 'outage' as const, story }));
  await shards.run(jobs, ({ story }, { broken }) => {
    if (broken) results.tell(broken);
    results.end(`${story} is off for 3 hours`, 1, broken ? [broken] : []);
  });
}

/** What breaks when a protection is left out: the runs that show it. */
async function brokenWithout(name: ProtectionName, shards: Shards, stories: readonly KnownStory[]): Promise<Broken[]> {
  const { story, kind, at, shows } = protections[name];
  const assembly = await assemblyWithout(name, process.env['TOCSIN_ASSEMBLY']!);
  const jobs = stories
    .filter((known) => known.story === story)
    .flatMap(({ sites }) =>
      sites.filter(at).map((site) => ({ ask: 'one' as const, story, strike: { site, kind }, assembly })),
    );
  if (jobs.length === 0) throw new Error(`${name}: no call of ${story} is one that would show it.`);
  const broken: Broken[] = [];
  function* untilOneBreaks() {
    for (const job of jobs) if (broken.length === 0) yield job;
  }
  try {
    await shards.run(untilOneBreaks(), (_, report) => {
      const what = report.broken?.what.filter((line) => shows.test(line)) ?? [];
      if (report.broken && what.length > 0) broken.push({ ...report.broken, what });
    });
  } finally {
    removeAssembly(assembly);
  }
  return broken;
}

async function again({ story, faults }: NonNullable<SweepOptions['again']>, results: Results): Promise<void> {
  const canonical = canonicalStories.find(({ name }) => name === story);
  if (!canonical) throw new Error(`--story: one of ${canonicalStories.map(({ name }) => name).join(', ')}`);
  const { onTheWay, world } = await tellWith(canonical, faults);
  const what = [...onTheWay, ...unsound(world, oneFault)];
  const broken: Broken[] = what.length > 0 ? [{ story, faults, what }] : [];
  for (const one of broken) results.tell(one);
  results.end(`again: ${story}`, 1, broken);
}

async function main(): Promise<void> {
  const options = sweepOptions(process.argv.slice(2));
  const results = new Results();
  synthesize();
  if (options.again) await again(options.again, results);
  else {
    const shards = new Shards();
    try {
      const stories = await knownStories(shards, results);
      if (options.without) {
        const broken = await brokenWithout(options.without, shards, stories);
        for (const one of broken) results.tell(one);
        results.end(`without the ${options.without}`, 1, broken);
      } else {
        const everything = options.runs === undefined;
        if (everything) await single(shards, stories, results, options.all);
        if (everything) await outage(shards, results, options.all);
        for (const name of everything ? (Object.keys(protections) as ProtectionName[]) : [])
          results.red(`without the ${name}`, await brokenWithout(name, shards, stories));
        await double(shards, stories, results, options);
      }
    } finally {
      shards.stop();
    }
  }
  if (options.outputFile) writeFileSync(options.outputFile, JSON.stringify(results.counts));
  results.say(`sweep: ${results.counts.passed} passed, ${results.counts.failed} failed`);
  process.exitCode = results.counts.failed > 0 ? 1 : 0;
}

void main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
