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

/** One page in one look: each category's median in hundredths, and the audits that found something. */
interface Measured {
  readonly page: string;
  readonly scores: readonly number[];
  readonly found: readonly string[];
}

/** One page as a telephone on a slow line sees it. */
async function measure(command: string, name: string, url: string, isDark: boolean): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-lighthouse-'));
  const output = join(folder, 'report.json');
  const flags = [
    `--chrome-flags=${chromeFlags}${isDark ? ` ${dark}` : ''}`,
    '--output=json',
    `--output-path=${output}`,
  ];
  try {
    const reports: Report[] = [];
    for (let failures = 0; reports.length < runs;) {
      try {
        // The local stack answers from this very process: it must not be blocked.
        await promisify(execFile)(process.execPath, [command, url, '--quiet', ...flags]);
        reports.push(JSON.parse(readFileSync(output, 'utf8')) as Report);
      } catch (error) {
        // On a busy machine the browser now and then misses the beginning of the page.
        if (++failures > runs) throw error;
      }
    }
    const scores = categories.map((category) => {
      const sorted = reports.map((report) => report.categories[category]!.score ?? 0).sort((one, other) => one - other);
      return Math.round(sorted[sorted.length >> 1]! * 100);
    });
    const found = Object.entries(reports[0]!.audits)
      .filter(([, { score, scoreDisplayMode }]) => scoreDisplayMode === 'binary' && score === 0)
      .map(([id]) => id);
    return { page: `${name}, ${isDark ? 'dark' : 'light'}`, scores, found };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function line({ page, scores, found }: Measured): string {
  const cells = scores.map((score, index) => String(score).padStart(categories[index]!.length));
  return [page.padEnd(26), ...cells, ...found].join('  ');
}

/** `npm run lighthouse`: plays an incident on the local stack and prints a line for each page and look; fails where a median is below 100. */
async function main(): Promise<void> {
  const command = lighthouseCommand();
  synthesize();
  // Now, so that the page is not stale in the browser, whose clock is the real one.
  const story = await Story.begin({ start: Date.now() });
  const poor: string[] = [];
  const look = async (name: string, url: string, wanted: readonly string[] = categories) => {
    for (const isDark of [false, true]) {
      const measured = await measure(command, name, url, isDark);
      console.log(line(measured));
      if (categories.some((category, index) => wanted.includes(category) && measured.scores[index]! < 100))
        poor.push(measured.page);
    }
  };
  try {
    console.log(['median of ' + String(runs).padEnd(16), ...categories].join('  '));
    const front = story.stack.outputs['StatusPageUrl']!.replace(/\/$/, '');
    await look('front, quiet', `${front}/`);
    await story.alarm('checkout-5xx');
    // Search engines are asked to leave out what only responders are to see.
    await look('acknowledge', story.linkOf('alex'), categories.slice(0, 3));
    await story.wait(6);
    const [incident] = (await story.summary()).incidents as readonly { readonly id?: string }[];
    await look('front, burning', `${front}/`);
    await look('incident', `${front}/incidents/${incident!.id}.html`);
    await look('history', `${front}/history/index.html`);
    await look('month', `${front}/history/${new Date(story.now).toISOString().slice(0, 7)}.html`);
  } finally {
    await story.stack.stop();
  }
  if (poor.length > 0) {
    console.error(`Below 100: ${poor.join('; ')}.`);
    process.exitCode = 1;
  }
}

void main();
