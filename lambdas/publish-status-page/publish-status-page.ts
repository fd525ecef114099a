import { configuration } from '@tocsin/config';
import { instant, latest, plus } from '../../domain/instant';
import {
  historyRead,
  projectStatusPage,
  renewEvery,
  type PublicSnapshot,
  type StatusPage,
} from '../../domain/status-page';
import { changedFiles, type MadeWith } from '../../status-page/changed-files';
import { designOf } from '../../status-page/design';
import { knownChanges } from '../../status-page/known-changes';
import { filesThatAge, paths, publicFile } from '../../status-page/public-file';
import { planStatusPage } from '../../status-page/render-status-page';
import type { Count, Log, PageStore, PublicRecord, PublishedFile } from '../ports';

export interface PublishStatusPage {
  readonly record: PublicRecord;
  readonly pages: PageStore;
  /** Without a slash at the end. */
  readonly pageUrl: string;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly log: Log;
  readonly count: Count;
}

const attempts = 20;
/** Counted whenever the page is known to be fresh. Its silence raises an alarm. */
const freshness = 'PageFresh';
const front = paths.frontPage;
const design = designOf(configuration.statusPage);
/** A page that is renewed a little early harms nobody; one that is renewed a little late misses its turn. */
const slack = 60_000;

/**
 * Publishes what customers may read. One strong read, then every file in the place of exactly the one that was
 * looked at, the front page last; whenever something else stands there by now, all is read again. So no file ever goes
 * back in time, and a lost answer is found as already done.
 * @throws Error when others keep getting in between; the event is tried again, and the auditor looks after it
 */
export async function publishStatusPage(deps: PublishStatusPage): Promise<void> {
  let before: string | undefined;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const asked = instant(deps.now());
    const snapshot = await deps.record.snapshot(plus(asked, -historyRead));
    if (!snapshot) {
      await deps.record.begin(asked);
      continue;
    }
    const made = { design, changes: knownChanges(snapshot) };
    const current = await deps.pages.published(front);
    if (current && isFresh(current, snapshot, made, deps.now())) {
      deps.count(freshness, 1);
      return deps.log('T601', { version: snapshot.version });
    }
    const page = projectStatusPage(snapshot, configuration.statusPage, {
      url: deps.pageUrl,
      renderSeq: (current?.renderSeq ?? 0) + 1,
      // Not before what is told, nor before what is shown: other clocks may be ahead of ours, and the page's never goes back.
      now: latest(instant(deps.now()), snapshot.changedAt, current?.generatedAt ?? ''),
    });
    if (await publishAll(page, { ...made, again: attempt > 0, confirmed: before === made.changes }, current, deps)) {
      deps.count(freshness, 1);
      return deps.log('T600', { version: page.version, renderSeq: page.renderSeq });
    }
    before = made.changes;
    deps.log('T602', { version: page.version });
    await deps.sleep(50 + ((attempt * 97) % 200));
  }
  throw new Error(`The status page could not be published in ${attempts} tries: others kept writing it.`);
}

/** Newer than what was read, or of the same state and looks, made from all of it, and young: nothing to do. */
function isFresh(current: PublishedFile, snapshot: PublicSnapshot, made: MadeWith, now: number): boolean {
  if (current.version !== snapshot.version) return current.version > snapshot.version;
  if (current.design !== made.design || current.changes !== made.changes) return false;
  return now - Date.parse(current.generatedAt) < renewEvery - slack;
}

/** True when every file was put; the front page, which says that all is done, comes last. */
async function publishAll(
  page: StatusPage,
  { again, confirmed, ...made }: MadeWith & { readonly again: boolean; readonly confirmed: boolean },
  current: PublishedFile | undefined,
  deps: PublishStatusPage,
): Promise<boolean> {
  const { version, renderSeq, generatedAt } = page;
  for (const { path, render } of changedFiles(planStatusPage(page), page, current, made)) {
    // Where there is no front page there is most likely nothing else; if there is, it is refused, and all is looked at.
    const absent = current === undefined && !again;
    const replaces = path === front ? current : absent ? undefined : await deps.pages.published(path);
    if (replaces && isNewer(replaces, page)) return false;
    // Of two that tell of one version, one saw a change in parts. Whoever reads the same once more is right.
    if (replaces?.version === version && replaces.changes !== made.changes && !confirmed) return false;
    const nextRefreshBy = filesThatAge.includes(path) ? page.nextRefreshBy : undefined;
    const file = { ...publicFile(path, render()), version, renderSeq, generatedAt, nextRefreshBy, ...made };
    const put = await deps.pages.publish(file, replaces);
    if (!put) return false;
  }
  return true;
}

/** Of two renderings of one state that began alike, the later one knows of times that have come since. */
function isNewer(file: PublishedFile, page: StatusPage): boolean {
  if (file.version !== page.version) return file.version > page.version;
  if (file.renderSeq !== page.renderSeq) return file.renderSeq > page.renderSeq;
  return file.generatedAt > page.generatedAt;
}
