import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PublicSnapshot } from '../../domain/status-page';
import { renderStatusPage } from '../../status-page/render-status-page';
import { atMost, forInformation, type Figure, type Row } from '../figure';
import { median } from '../timing';
import { publishUpdate, type Publication } from './counted-publication';
import { buildWithEleventy, eleventyCommand } from './eleventy';
import { history, read, shown } from './sample-history';

const sizes = [1_000, 10_000] as const;
const rounds = 3;

/**
 * All files of 1,000 and of 10,000 incidents, onto the disk, beside Eleventy where it is installed; and one update at both sizes, with what
 * it asks of the table and of the bucket: 10,000 incidents are ten times as long a history, and the publisher reads the newest 135 days of it. Both sides take turns; medians of three.
 */
export const statusPage: Figure = {
  name: 'status-page',
  measure: async () => {
    const histories = sizes.map((size) => history(size));
    return [...histories.flatMap(regenerated), ...(await updates(histories))];
  },
};

function regenerated(snapshot: PublicSnapshot): Row[] {
  const incidents = `${snapshot.notices.length.toLocaleString('en')} incidents`;
  const command = eleventyCommand();
  const [ours, theirs]: [number[], number[]] = [[], []];
  writeAll(snapshot);
  for (let round = 0; round < rounds; round++) {
    ours.push(writeAll(snapshot));
    if (command) theirs.push(buildWithEleventy(command, snapshot));
  }
  const own = forInformation(`all files, ${incidents}`, `${median(ours).toFixed(0)} ms`);
  if (!command) return [own, forInformation(`Eleventy, ${incidents}`, 'not installed: ELEVENTY_PEER names no folder')];
  const ratio = median(ours) / median(theirs);
  const against = `all files against Eleventy (${median(theirs).toFixed(0)} ms), ${incidents}`;
  return [
    own,
    snapshot.notices.length > 1_000
      ? atMost(against, ratio, 0.12, '×', 3)
      : forInformation(against, `${ratio.toFixed(3)} ×`),
  ];
}

/** Projects, renders and writes every file. In milliseconds. */
function writeAll(snapshot: PublicSnapshot): number {
  const site = mkdtempSync(join(tmpdir(), 'tocsin-page-'));
  try {
    const from = performance.now();
    const known = new Set<string>();
    for (const { path, body } of renderStatusPage(shown(snapshot))) {
      const file = join(site, path);
      const folder = dirname(file);
      if (!known.has(folder)) mkdirSync(folder, { recursive: true });
      known.add(folder);
      writeFileSync(file, body);
    }
    return performance.now() - from;
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
}

async function updates(histories: readonly PublicSnapshot[]): Promise<Row[]> {
  const publish = await Promise.all(histories.map((all) => publishUpdate(read(all))));
  const runs: Publication[][] = histories.map(() => []);
  for (let round = 0; round < 2 * rounds + 1; round++)
    for (const [size, run] of publish.entries()) runs[size]!.push(await run());
  const [small, large] = runs.map((each) => median(each.slice(rounds - 1).map(({ milliseconds }) => milliseconds)));
  const last = runs.map((each) => each.at(-1)!);
  const asked = ({ reads, looks, puts, bytes }: Publication) =>
    `${reads} reading, ${looks} looks, ${puts} puts, ${(bytes / 1_000).toFixed(0)} KB`;
  return [
    ...last.map((publication, size) =>
      forInformation(`one update, ${sizes[size]!.toLocaleString('en')} incidents`, asked(publication)),
    ),
    atMost(
      `one update, ${sizes[1]} incidents, against ${sizes[0]} (${small!.toFixed(1)} ms)`,
      large! / small!,
      1.2,
      '×',
      2,
    ),
    atMost('puts of one update, 10,000 incidents against 1,000', last[1]!.puts / last[0]!.puts, 1, '×', 2),
  ];
}
