import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { hour, plus } from '../../domain/instant';
import type { StatusPage } from '../../domain/status-page';
import { renderStatusPage } from '../../status-page/render-status-page';
import {
  at,
  notice,
  pageOf,
  planned,
  resolvedNotice,
  retractedNotice,
  twentyComponents,
  underWay,
} from '../status-page/sample-pages';
import { openBrowser } from './browser';
import { Story } from './story';
import synthesize from './synthesize';

const images = resolve(__dirname, '../../docs/images');

/** Every kind of public page, as sample pages render it, and how it is looked at. */
const kinds: Readonly<Record<string, readonly [StatusPage, string]>> = {
  quiet: [pageOf([resolvedNotice, retractedNotice]), 'index.html'],
  burning: [pageOf([notice(), resolvedNotice], undefined, twentyComponents()), 'index.html'],
  empty: [pageOf([], at('09:10'), undefined, at('09:00')), 'index.html'],
  maintained: [pageOf([], undefined, undefined, undefined, [planned, underWay]), 'index.html'],
  incident: [pageOf([notice()]), 'incidents/n-5tq8w2zk.html'],
  maintenance: [pageOf([], undefined, undefined, undefined, [underWay]), 'maintenance/checkout-cache.html'],
  component: [pageOf([notice(), resolvedNotice]), 'components/checkout.html'],
  history: [pageOf([resolvedNotice, retractedNotice]), 'history/2027-03.html'],
  missing: [pageOf([]), '404.html'],
};
const looks = [
  ['phone', { viewport: { width: 390, height: 700 } }],
  ['desktop', { viewport: { width: 1100, height: 700 } }],
  ['dark', { viewport: { width: 1100, height: 700 }, colorScheme: 'dark' }],
  ['zoomed', { viewport: { width: 550, height: 350 }, deviceScaleFactor: 2 }],
] as const;

/** `npm run screenshots -- <folder>`: every kind of page in every look, for people who change them. */
async function takeAll(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await openBrowser();
  const shoot = async (name: string, body: string, now: string) => {
    for (const [look, options] of looks) {
      const page = await (await browser.newContext(options)).newPage();
      await page.clock.setFixedTime(now);
      await page.setContent(body);
      await page.screenshot({ path: resolve(folder, `${name}-${look}.png`), fullPage: true });
      await page.close();
    }
  };
  for (const [name, [page, path]] of Object.entries(kinds)) {
    const { body } = renderStatusPage(page).find((file) => file.path === path)!;
    await shoot(name, body, page.generatedAt);
    if (name === 'quiet') await shoot('stale', body, plus(page.generatedAt, hour));
  }
  await browser.close();
}

/** Plays an incident and takes the pictures of the README and the docs: `npm run screenshots`. */
async function main(): Promise<void> {
  synthesize();
  mkdirSync(images, { recursive: true });
  const story = await Story.begin({ start: Date.parse('2026-11-20T14:02:00.000Z') });
  const browser = await openBrowser();
  const take = async (name: string, url: string, width: number, colorScheme: 'light' | 'dark', fullPage = true) => {
    const page = await (
      await browser.newContext({ colorScheme, viewport: { width, height: 640 }, deviceScaleFactor: 1.5 })
    ).newPage();
    await page.clock.setFixedTime(story.now);
    await page.goto(url);
    await page.screenshot({ path: resolve(images, `${name}.png`), fullPage });
  };
  try {
    await story.alarm('checkout-5xx');
    await take('acknowledge-page', story.linkOf('alex'), 360, 'dark');
    await story.wait(6);
    await story.press(story.linkOf('alex'));
    const { id } = await story.incident();
    await story.wait(2);
    await story.command(id, 'update', {
      status: 'identified',
      public: 'A provider refuses part of the card payments. We are moving payments to another provider.',
      nextIn: 20 * 60_000,
    });
    await take('status-page', story.stack.outputs['StatusPageUrl']!, 860, 'light');
    await take('outbox', `http://127.0.0.1:${story.stack.ports.outbox}`, 860, 'light', false);
  } finally {
    await browser.close();
    await story.stack.stop();
  }
}

const folder = process.argv[2];
void (folder === undefined ? main() : takeAll(resolve(folder)));
