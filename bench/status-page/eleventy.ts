import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { PublicSnapshot } from '../../domain/status-page';
import { components } from './sample-history';

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

const frame = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Status</title></head>
<body><main>{{ content }}</main></body></html>`;
const notice = `<h1>{{ notice.title }}</h1><p>{{ notice.status }}, {{ notice.startedAt }}</p>
{% for update in notice.updates %}<article><h2>{{ update.status }}</h2><time>{{ update.at }}</time><p>{{ update.text }}</p></article>{% endfor %}`;
const list = (of: string) =>
  `{% for notice in ${of} %}<h2><a href="/incidents/{{ notice.id }}.html">{{ notice.title }}</a></h2><p>{{ notice.status }}</p>{% endfor %}`;
const templates: Readonly<Record<string, string>> = {
  '_includes/frame.liquid': frame,
  'incident.liquid': `---\nlayout: frame.liquid\npagination: { data: notices, size: 1, alias: notice }\npermalink: "incidents/{{ notice.id }}.html"\n---\n${notice}`,
  'component.liquid': `---\nlayout: frame.liquid\npagination: { data: components, size: 1, alias: component }\npermalink: "components/{{ component.id }}.html"\n---\n<h1>{{ component.name }}</h1>${list('component.notices')}`,
  'month.liquid': `---\nlayout: frame.liquid\npagination: { data: months, size: 1, alias: month }\npermalink: "history/{{ month.month }}.html"\n---\n<h1>{{ month.month }}</h1>${list('month.notices')}`,
  'index.liquid': `---\nlayout: frame.liquid\npermalink: index.html\n---\n{% for component in components %}<p>{{ component.name }}</p>{% endfor %}${list('recent')}`,
  'feed.liquid': `---\npermalink: feed.atom\n---\n<feed>{% for notice in recent %}<entry><title>{{ notice.title }}</title></entry>{% endfor %}</feed>`,
};

/**
 * A small Eleventy site of the same incidents: a page for each, for each component and month, the front page, a feed. It has neither bars nor
 * uptime nor documents for programs, so it does less than our page does. Answers how long one build takes, in milliseconds.
 */
export function buildWithEleventy(command: string, { notices }: PublicSnapshot): number {
  const site = mkdtempSync(join(tmpdir(), 'tocsin-eleventy-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  };
  try {
    const told = notices.map(({ notice, updates }) => ({ ...notice, updates }));
    const months = [...new Set(told.map(({ startedAt }) => startedAt.slice(0, 7)))];
    const data = {
      notices: told,
      recent: told.slice(0, 50),
      components: components.map(({ id, name }) => ({
        id,
        name,
        notices: told.filter((each) => each.component?.id === id),
      })),
      months: months.map((month) => ({ month, notices: told.filter(({ startedAt }) => startedAt.startsWith(month)) })),
    };
    for (const [name, value] of Object.entries(data)) write(`_data/${name}.json`, JSON.stringify(value));
    for (const [path, text] of Object.entries(templates)) write(path, text);
    const from = performance.now();
    execFileSync(process.execPath, [command, '--quiet', '--input=.', '--output=_site'], { cwd: site, stdio: 'pipe' });
    const milliseconds = performance.now() - from;
    const last = join(site, `_site/incidents/${told.at(-1)!.id}.html`);
    if (!existsSync(last)) throw new Error(`Eleventy did not write ${last}: nothing was measured.`);
    return milliseconds;
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
}
