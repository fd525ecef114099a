import { alertStorm } from './alert-storm/alert-storm';
import { bundleSizes } from './bundle-sizes';
import { callCounts } from './call-counts';
import { coldStart } from './cold-start/cold-start';
import { cost } from './cost/cost';
import type { Figure, Row } from './figure';
import { ingestCore } from './ingest-core';
import { pageWeight } from './page-weight';
import { statusPage } from './status-page/status-page';
import { table } from './table';

const figures: readonly Figure[] = [
  bundleSizes,
  coldStart,
  callCounts,
  cost,
  pageWeight,
  statusPage,
  ingestCore,
  alertStorm,
];

/** `npm run bench [-- <figure> …]`: measures, and prints one table. It judges goals but never fails on one. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !figures.some((figure) => figure.name === name));
  if (unknown.length > 0) {
    console.error(
      `There is no figure ${unknown.join(', ')}. There are: ${figures.map(({ name }) => name).join(', ')}.`,
    );
    process.exitCode = 2;
    return;
  }
  const rows: Row[] = [];
  for (const figure of figures) {
    if (names.length > 0 && !names.includes(figure.name)) continue;
    process.stderr.write(`${figure.name} …\n`);
    rows.push(...(await figure.measure()));
  }
  console.log(table(rows));
}

void main(process.argv.slice(2));
