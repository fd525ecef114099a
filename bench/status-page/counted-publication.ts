import type { PublicSnapshot } from '../../domain/status-page';
import { publishStatusPage } from '../../lambdas/publish-status-page/publish-status-page';
import { plus, minute } from '../../domain/instant';
import { MemoryPages } from '../../test/lambdas/support/memory-pages';
import { pageUrl, shownAt, updated } from './sample-history';

/** What one publication asked of the table and of the bucket, and how long it took. */
export interface Publication {
  readonly milliseconds: number;
  readonly reads: number;
  readonly looks: number;
  readonly puts: number;
  readonly bytes: number;
}

/** A page with its history, then one update of the open incident: the shipped publisher on a table and a bucket in memory. */
export async function publishUpdate(history: PublicSnapshot): Promise<() => Promise<Publication>> {
  const first = new CountedPages();
  await run(history, first, plus(shownAt, -minute));
  const next = updated(history);
  return () => run(next, first.copy(), shownAt);
}

async function run(snapshot: PublicSnapshot, pages: CountedPages, at: string): Promise<Publication> {
  let reads = 0;
  const from = performance.now();
  await publishStatusPage({
    record: {
      snapshot: async () => (reads++, snapshot),
      version: async () => (reads++, snapshot),
      begin: async () => {},
    },
    ...{ pages, pageUrl, now: () => Date.parse(at), sleep: async () => {}, log: () => {}, count: () => {} },
  });
  const milliseconds = performance.now() - from;
  return { milliseconds, reads, looks: pages.looks, puts: pages.puts.length, bytes: pages.bytes };
}

class CountedPages extends MemoryPages {
  looks = 0;
  bytes = 0;

  override published(path: string): ReturnType<MemoryPages['published']> {
    this.looks++;
    return super.published(path);
  }

  override publish(...[file, replaces]: Parameters<MemoryPages['publish']>): Promise<boolean> {
    this.bytes += Buffer.byteLength(file.body);
    return super.publish(file, replaces);
  }

  /** What stands there, to be published onto once more, and counted from nothing. */
  copy(): CountedPages {
    const copy = new CountedPages();
    for (const [path, file] of this.files) copy.files.set(path, file);
    return copy;
  }
}
