import type { PublicSnapshot } from '../../domain/status-page';
import { atMost, forInformation, type Figure, type Row } from '../figure';
import { median } from '../timing';
import { publishUpdate, type Publication } from './counted-publication';
import { buildWithEleventy, eleventyCommand } from './eleventy';
import { OwnBuild } from './own-build';
import { history, read } from './sample-history';

const sizes = [1_000, 10_000] as const;
const rounds = 3;

/**
 * All files of 1,000 and of 10,000 incidents, onto the disk, beside Eleventy where it is installed; and one update at both sizes, with what
 * it asks of the table and of the bucket: 10,000 incidents are ten times as long a history, and the publisher reads the newest 135 days of it. Both
 * sides take turns; medians of three.
 */
export const statusPage: Figure = {
  name: 'status-page',
  measure: async () => {
    const histories = sizes.map((size) => history(size));
    return [...histories.flatMap(regenerated), ...(await updates([...histories, history(10_000, 80)]))];
  },
};

function regenerated(snapshot: PublicSnapshot): Row[] {
  const incidents = `${snapshot.notices.length.toLocaleString('en')} incidents`;
  const command = eleventyCommand();
  const own = new OwnBuild(snapshot);
  const [all, same, theirs]: [number[], number[], number[]] = [[], [], []];
  try {
    own.run('all');
    for (let round = 0; round < rounds; round++) {
      all.push(own.run('all'));
      same.push(own.run('same'));
      if (command) theirs.push(buildWithEleventy(command, snapshot));
    }
  } finally {
    own.end();
  }
  const whole = forInformation(`all files, ${incidents}`, `${median(all).toFixed(0)} ms`);
  if (!command)
    return [whole, forInformation(`Eleventy, ${incidents}`, 'not installed: ELEVENTY_PEER names no folder')];
  const against = (ours: number[]) => median(ours) / median(theirs);
  const peer = `against Eleventy (${median(theirs).toFixed(0)} ms), ${incidents}`;
  const ratio = against(same);
  return [
    whole,
    snapshot.notices.length > 1_000
      ? atMost(`the same pages ${peer}`, ratio, 0.12, '×', 3)
      : forInformation(`the same pages ${peer}`, `${ratio.toFixed(3)} ×`),
    forInformation(`all files ${peer}`, `${against(all).toFixed(3)} ×`),
  ];
}

async function updates(histories: readonly PublicSnapshot[]): Promise<Row[]> {
  const publish = await Promise.all(histories.map((all) => publishUpdate(read(all))));
  const runs: Publication[][] = histories.map(() => []);
  for (let round = 0; round < 4 * rounds; round++)
    for (const [index, run] of publish.entries()) runs[index]!.push(await run());
  const times = runs.map((each) => median(each.slice(rounds).map(({ milliseconds }) => milliseconds)));
  const [small, large, dense] = times as [number, number, number];
  const [smallRun, largeRun, denseRun] = runs.map((each) => each.at(-1)!) as [Publication, Publication, Publication];
  const asked = ({ reads, looks, puts, bytes }: Publication) =>
    `${reads} reading, ${looks} looks, ${puts} puts, ${(bytes / 1_000).toFixed(0)} KB`;
  return [
    forInformation('one update, 1,000 incidents', asked(smallRun)),
    forInformation('one update, 10,000 incidents', asked(largeRun)),
    forInformation('one update, 10,000 incidents in 125 days', asked(denseRun)),
    atMost(`one update, 10,000 incidents, against 1,000 (${small.toFixed(1)} ms)`, large / small, 1.2, '×', 2),
    forInformation('one update, 10,000 incidents in 125 days, against 1,000', `${(dense / small).toFixed(2)} ×`),
    atMost('puts of one update, 10,000 incidents against 1,000', largeRun.puts / smallRun.puts, 1, '×', 2),
  ];
}
