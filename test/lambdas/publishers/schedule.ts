import { configuration } from '@tocsin/config';
import { instant, latest, minute, type Instant } from '../../../domain/instant';
import { projectStatusPage, type StatusPage } from '../../../domain/status-page';
import { publishStatusPage } from '../../../lambdas/publish-status-page/publish-status-page';
import { paths } from '../../../status-page/public-file';
import { planStatusPage } from '../../../status-page/render-status-page';
import { chance } from '../support/recorders';
import { Adversary } from './adversary';
import { HostileBucket, type Lacking, type StoredFile } from './hostile-bucket';
import { isSmallPress, unmarked } from './small-press';
import { component, Told } from './told';

const pageUrl = 'https://status.example.com';
/** The publisher's own time-out: after it, nothing of it runs any more. */
const timeout = 60_000;
/** No decision is written later than this after it was made. */
const slowestCommit = 30_000;

/** What makes a schedule harder than it is: a bucket that lacks something, readings that see a change in parts. */
export type Hardship = Lacking & { readonly torn?: boolean };

/**
 * One random day of publishers that run at the same time, while customers are told more and every call may be lost, answered
 * by nobody, or done much later. Answers everything that went wrong: nothing, if the publisher is right.
 */
export async function violationsOf(seed: number, { torn = false, ...lacking }: Hardship = {}): Promise<string[]> {
  const adversary = new Adversary(chance(seed));
  const { random } = adversary;
  const bucket = new HostileBucket(adversary, lacking);
  const told = new Told();
  const wrong: string[] = [];
  const clock = { time: Date.parse('2027-07-03T23:50:00.000Z') + Math.floor(random() * 9 * minute) };
  // A reading in parts can be rosier than the truth until the next look: then it must be as the table says.
  if (!torn) bucket.onWrite = (file) => wrong.push(...optimism(file, told));
  const tick = () => void (clock.time += Math.floor(random() * 400));

  const publisher = () => {
    const slowness = adversary.strikes(0.3) ? 30 : 1;
    const skew = Math.floor(random() * 2_000) - 1_000;
    const end = clock.time + timeout;
    const inTime = async <Result>(result: Promise<Result>): Promise<Result> => {
      const answer = await result;
      return clock.time > end ? new Promise(() => undefined) : answer;
    };
    const pages = bucket.reachedBy(slowness);
    const record = told.reachedBy(adversary, slowness, torn && bucket.faults > 0);
    return publishStatusPage({
      record: { ...record, snapshot: (since) => inTime(record.snapshot(since)) },
      pages: {
        published: (path) => inTime(pages.published(path)),
        publish: (file, replaces) => inTime(pages.publish(file, replaces)),
      },
      pageUrl,
      now: () => clock.time + skew,
      sleep: () => adversary.turn(),
      log: () => undefined,
      count: () => undefined,
    });
  };
  /** An event of the bus: tried three times. */
  const triggered = async () => {
    for (let attempt = 0; attempt < 3; attempt++)
      try {
        return await publisher();
      } catch {
        await adversary.turn(5);
      }
  };
  const teller = async (changes: number) => {
    for (let change = 0; change < changes; change++) {
      const decided = clock.time;
      await adversary.turn(2);
      if (clock.time - decided < slowestCommit) told.change(adversary, instant(decided));
      void triggered();
      for (let pause = adversary.one([0, 3, 20]); pause > 0; pause--) await adversary.turn();
      if (adversary.strikes(0.3)) clock.time += Math.floor(random() * 5 * minute);
    }
  };

  bucket.faults = adversary.one(torn ? [0.01, 0.03, 0.1] : [0, 0.03, 0.1]);
  void teller(1 + Math.floor(random() * 5));
  for (let extra = Math.floor(random() * 3); extra > 0; extra--) void triggered();
  await adversary.run(tick);
  bucket.faults = 0;
  for (const wait of [1, 5]) {
    clock.time += wait * minute;
    void publisher();
    await adversary.run(tick);
    wrong.push(...atRest(bucket, told, clock.time));
  }
  return [...bucket.wentBack, ...wrong];
}

/** I8: a file that says "operational" of a component although, in that version, customers were told that it fails. */
function optimism({ path, body, version }: StoredFile, { versions }: Told): string[] {
  if (path !== paths.components) return [];
  const failing = versions.get(version)!.notices.some(({ notice }) => notice.resolvedAt === undefined);
  const states = JSON.parse(body.slice(body.indexOf('{'))) as { components: { id: string; status: string }[] };
  const state = states.components.find(({ id }) => id === component.id)!.status;
  return failing && state === 'operational' ? [`${path} says "operational" in version ${version}.`] : [];
}

/** I7: what everything must be once the auditor has had its turn: there, of the newest version, and as it would be made now. */
function atRest({ files }: HostileBucket, { current }: Told, now: number): string[] {
  const front = files.get(paths.frontPage);
  if (!front || !current) return ['There is no front page.'];
  if (front.version !== current.version) return [`At rest version ${front.version} is shown, not ${current.version}.`];
  const stale =
    now - Date.parse(front.generatedAt) > 6 * minute ? [`At rest the page is of ${front.generatedAt}.`] : [];
  const pages = new Map<Instant, StatusPage>();
  const pageAt = (now: Instant) => {
    const known = pages.get(now);
    const page = known ?? projectStatusPage(current, configuration.statusPage, { url: pageUrl, renderSeq: 0, now });
    pages.set(now, page);
    return page;
  };
  const made = (path: string, { version, renderSeq }: StoredFile, now: Instant) =>
    planStatusPage({ ...pageAt(now), version, renderSeq })
      .find((file) => file.path === path)!
      .render();
  const wrong = planStatusPage(pageAt(front.generatedAt)).flatMap(({ path }) => {
    const stored = files.get(path);
    if (!stored) return [`At rest ${path} is not there.`];
    const { body } = stored;
    if (made(path, stored, stored.generatedAt) !== body) return [`At rest ${path} is not what the table says.`];
    const asOf = latest(front.generatedAt, stored.generatedAt);
    const late = isSmallPress(body) && unmarked(made(path, stored, asOf)) !== unmarked(body);
    return late ? [`At rest ${path} does not know of a time that has come.`] : [];
  });
  return [...stale, ...wrong];
}
