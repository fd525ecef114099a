import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { PublicSnapshot } from '../../domain/status-page';
import { eleventySite } from './eleventy-site';

/**
 * Where Eleventy lies: the folder in which `npm i --no-save @11ty/eleventy@3.1.2` was run, named by `ELEVENTY_PEER`. It is no dependency
 * of ours. Undefined where it is not installed.
 */
export function eleventyCommand(): string | undefined {
  const folder = process.env['ELEVENTY_PEER'];
  if (folder === undefined) return undefined;
  const command = resolve(folder, 'node_modules/@11ty/eleventy/cmd.cjs');
  if (!existsSync(command))
    throw new Error(`ELEVENTY_PEER is ${folder}, but ${command} is not there. Install Eleventy 3 in that folder.`);
  return command;
}

/** Builds a site of the same incidents. Answers how long that takes, in milliseconds, with the start of the process. */
export function buildWithEleventy(command: string, snapshot: PublicSnapshot): number {
  const site = mkdtempSync(join(tmpdir(), 'tocsin-eleventy-'));
  try {
    for (const [path, text] of Object.entries(eleventySite(snapshot))) {
      mkdirSync(dirname(join(site, path)), { recursive: true });
      writeFileSync(join(site, path), text);
    }
    const from = performance.now();
    execFileSync(process.execPath, [command, '--quiet', '--input=.', '--output=_site'], {
      ...{ cwd: site, stdio: 'pipe' },
      env: { ...process.env, TZ: 'UTC' },
    });
    const milliseconds = performance.now() - from;
    const last = join(site, `_site/incidents/${snapshot.notices.at(-1)!.notice.id}.html`);
    if (!existsSync(last)) throw new Error(`Eleventy did not write ${last}: nothing was measured.`);
    return milliseconds;
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
}
