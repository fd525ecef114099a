import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PublicSnapshot } from '../../domain/status-page';
import { planStatusPage } from '../../status-page/render-status-page';
import { shown } from './sample-history';

/** What the sites of others have too: a page for each incident, component and month, the front page, a feed. */
const asOthers = /^(incidents|components|history)\/[^/]*\.html$|^index\.html$|^feed\.atom$/;

/**
 * A process of its own, as the builds of others are: reads the incidents from a file, and writes the site into a folder.
 * @param argument snapshot, folder, and `same` for the pages that others have too
 */
function buildSite([file, folder, which]: readonly string[]): void {
  const page = shown(JSON.parse(readFileSync(file!, 'utf8')) as PublicSnapshot);
  const made = new Set<string>();
  for (const { path, render } of planStatusPage(page)) {
    if (which === 'same' && !asOthers.test(path)) continue;
    const target = join(folder!, path);
    const parent = dirname(target);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(target, render());
  }
}

buildSite(process.argv.slice(2));
