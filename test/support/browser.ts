import sparticuz from '@sparticuz/chromium';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

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
