import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { openBrowser } from './browser';
import { Story } from './story';
import synthesize from './synthesize';

const images = resolve(__dirname, '../../docs/images');

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

void main();
