import sparticuz from '@sparticuz/chromium';
import axe from 'axe-core';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** Talks to nobody but the page under test. */
const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A real browser without a window: `CHROMIUM_PATH`, an installed one, else the one that comes with the packages (Linux x64).
 * @throws Error when there is none
 */
export async function openBrowser(): Promise<Browser> {
  const path = process.env['CHROMIUM_PATH'] ?? installed.find((known) => existsSync(known));
  if (path !== undefined) return chromium.launch({ executablePath: path, args: quietly });
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args: [...sparticuz.args, ...quietly] });
}

/** On a laptop without any browser the pages go unseen, and that is said aloud; in CI it is a failure. */
export function browserIfAny(): Promise<Browser | undefined> {
  return openBrowser().catch((error: Error) => {
    if (process.env['CI']) throw error;
    console.warn(
      `NO PAGE WAS LOOKED AT: there is no browser (${error.message}). Install Chromium, or name one in CHROMIUM_PATH.`,
    );
    return undefined;
  });
}

/** Everything that axe has to say against a page, as it stands now. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const result = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
