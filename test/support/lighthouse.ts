import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Story } from './story';
import synthesize from './synthesize';

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const runs = Number(process.env['LIGHTHOUSE_RUNS'] ?? 3);
const chromeFlags = '--headless=new --no-sandbox --disable-gpu --disable-background-networking';
const dark = '--blink-settings=preferredColorScheme=0';

interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<Record<string, { readonly score: number | null; readonly scoreDisplayMode: string }>>;
}

/** The folder in which `npm i --no-save lighthouse@12.8.2` was run is named by `LIGHTHOUSE_PEER`. It is no dependency of ours. */
function lighthouseCommand(): string {
  const folder = process.env['LIGHTHOUSE_PEER'];
  if (folder === undefined)
    throw new Error(
      'LIGHTHOUSE_PEER names no folder. Run `npm i --no-save lighthouse@12.8.2` in a new folder, and name it.',
    );
  const command = resolve(folder, 'node_modules/lighthouse/cli/index.js');
  if (!existsSync(command)) throw new Error(`${command} is not there: install lighthouse@12.8.2 in ${folder}.`);
  return command;
}

/** One page as a telephone on a slow line sees it: each category's median, and what was found. */
async function measure(command: string, name: string, url: string, isDark: boolean): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-lighthouse-'));
  const output = join(folder, 'report.json');
  const flags = [
    `--chrome-flags=${chromeFlags}${isDark ? ` ${dark}` : ''}`,
    '--output=json',
    `--output-path=${output}`,
  ];
  try {
    const reports: Report[] = [];
    while (reports.length < runs) {
      // The local stack answers from this very process: it must not be blocked.
      await promisify(execFile)(process.execPath, [command, url, '--quiet', ...flags]);
      reports.push(JSON.parse(readFileSync(output, 'utf8')) as Report);
    }
    const scores = categories.map((category) => {
      const sorted = reports.map((report) => report.categories[category]!.score ?? 0).sort((one, other) => one - other);
      return String(Math.round(sorted[sorted.length >> 1]! * 100)).padStart(4);
    });
    const found = Object.entries(reports[0]!.audits).filter(
      ([, { score, scoreDisplayMode }]) => scoreDisplayMode === 'binary' && score === 0,
    );
    return [`${name}, ${isDark ? 'dark' : 'light'}`.padEnd(26), ...scores, ' ', ...found.map(([id]) => id)].join(' ');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `npm run lighthouse`: plays an incident on the local stack and prints a line for each page and look. */
async function main(): Promise<void> {
  const command = lighthouseCommand();
  synthesize();
  // Now, so that the page is not stale in the browser, whose clock is the real one.
  const story = await Story.begin({ start: Date.now() });
  const print = async (name: string, url: string) => {
    for (const isDark of [false, true]) console.log(await measure(command, name, url, isDark));
  };
  try {
    console.log(['page'.padEnd(26), ...categories].join(' '));
    const front = story.stack.outputs['StatusPageUrl']!.replace(/\/$/, '');
    await print('front, quiet', `${front}/`);
    await story.alarm('checkout-5xx');
    await print('acknowledge', story.linkOf('alex'));
    await story.wait(6);
    const [incident] = (await story.summary()).incidents as readonly { readonly id?: string }[];
    await print('front, burning', `${front}/`);
    await print('incident', `${front}/incidents/${incident!.id}.html`);
    await print('history', `${front}/history/index.html`);
  } finally {
    await story.stack.stop();
  }
}

void main();
