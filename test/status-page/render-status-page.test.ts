import fc from 'fast-check';
import { publicText } from '../../domain/notice';
import type { StatusPage } from '../../domain/status-page';
import { filesThatAge, paths } from '../../status-page/public-file';
import { renderStatusPage } from '../../status-page/render-status-page';
import { decode, skeleton } from './read-html';
import { at, automatic, incidentId, notice, pageOf, resolvedNotice } from './sample-pages';

const page = pageOf([notice(), resolvedNotice]);
const files = renderStatusPage(page);

test('these are the files, the front page last', () => {
  const own = (id: string) => ['html', 'atom', 'rss'].map((ending) => `components/${id}.${ending}`);
  const components = ['checkout', 'sign-in', 'api', 'dashboard'];
  const expected = [
    'incidents/n-5tq8w2zk.html',
    'incidents/n-resolved.html',
    ...components.flatMap((id) => [...own(id), `badges/${id}.svg`, `uptime/${id}.json`]),
    ...['2026-11', '2026-12', '2027-01', '2027-02', '2027-03'].map((month) => `history/${month}.html`),
    ...Object.values(paths),
  ];
  const written = files.map(({ path }) => path);
  expect([...written].sort()).toEqual(expected.sort());
  expect(written.at(-1)).toBe('index.html');
  const types = new Set(files.map(({ path, contentType }) => `${path.split('.').at(-1)} ${contentType}`));
  expect([...types].sort()).toEqual([
    'atom application/atom+xml; charset=utf-8',
    'html text/html; charset=utf-8',
    'ics text/calendar; charset=utf-8',
    'json application/json; charset=utf-8',
    'rss application/rss+xml; charset=utf-8',
    'svg image/svg+xml; charset=utf-8',
    'txt text/plain; charset=utf-8',
  ]);
});

test('the files that tell their age are among them, the front page last', () => {
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining([...filesThatAge]));
  expect(filesThatAge).toHaveLength(3);
  expect(filesThatAge.at(-1)).toBe('index.html');
});

test('an old copy is served rather than none', () => {
  expect(new Set(files.map(({ cacheControl }) => cacheControl))).toEqual(
    new Set(['public, max-age=10, s-maxage=15, stale-while-revalidate=60, stale-if-error=86400']),
  );
});

test.each(files)('$path carries the mark of its making', ({ path, body }) => {
  if (path.endsWith('.json')) {
    expect(JSON.parse(body)).toMatchObject({
      tocsin: { version: 12, renderSeq: 4, generatedAt: at('14:32'), nextRefreshBy: at('14:37') },
    });
  } else if (path.endsWith('.html')) {
    expect(body).toContain(
      `<meta name="tocsin" content="version=12; renderSeq=4; generatedAt=${at('14:32')}; nextRefreshBy=${at('14:37')}" />`,
    );
  } else if (path.endsWith('.svg')) {
    expect(body).toContain(
      `<desc>version=12; renderSeq=4; generatedAt=${at('14:32')}; nextRefreshBy=${at('14:37')}</desc>`,
    );
  } else if (path.endsWith('.txt')) {
    expect(body).toContain('# version=12; renderSeq=4; ');
  } else if (path.endsWith('.ics')) {
    expect(body.replace(/\r\n /g, '')).toContain(`X-TOCSIN-RENDER:version=12\\; renderSeq=4`);
  } else {
    expect(body).toContain(`version="12" renderSeq="4" generatedAt="${at('14:32')}" nextRefreshBy="${at('14:37')}"/>`);
  }
});

test('no two renderings of a version are alike in any file', () => {
  const again = renderStatusPage({ ...page, renderSeq: 5 });
  expect(again.filter((file, index) => file.body === files[index]!.body)).toEqual([]);
});

test('the incidents behind a notice never reach the public', () => {
  expect(JSON.stringify(page)).toContain(incidentId);
  expect(files.filter(({ body }) => body.includes(incidentId))).toEqual([]);
});

test('no text that reaches the page changes a tag of any file, nor breaks its JSON', () => {
  const anyText = fc.oneof(
    fc.constantFrom(
      '</title><script>alert(1)</script>',
      '--><img src=x onerror=alert(1)>',
      '"onload="x',
      '\u202e\ud800\u0000',
    ),
    fc.string({ unit: 'binary', minLength: 1 }),
  );
  const plain = renderStatusPage(hostile('x')).map(({ body }) => skeleton(body));
  fc.assert(
    fc.property(anyText, (text) => {
      const rendered = renderStatusPage(hostile(text));
      rendered.forEach(({ path, body }, index) => {
        if (path.endsWith('.json')) JSON.parse(body);
        // A calendar has no tags, and is served as what it is.
        if (!path.endsWith('.ics')) expect(skeleton(body)).toEqual(plain[index]);
        expect(body).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0000]/);
        if (path === 'feed.atom') expect(skeleton(contents(body))).toEqual(skeleton(contents(feedOf('x'))));
      });
    }),
    { numRuns: 40 },
  );
});

function feedOf(text: string): string {
  return renderStatusPage(hostile(text)).find(({ path }) => path === 'feed.atom')!.body;
}

/** The HTML inside the feed, as its readers' programs unpack it. */
function contents(feed: string): string {
  return [...feed.matchAll(/<content type="html">([\s\S]*?)<\/content>/g)].map(([, body]) => decode(body!)).join('');
}

/** A page in which one text stands wherever a text may come from others. */
function hostile(text: string): StatusPage {
  const written = publicText(text);
  const updates = [
    { ...automatic, ifFailing: written },
    { at: at('14:20'), kind: 'person', status: 'identified', text: written },
  ] as const;
  const component = { id: 'checkout', name: text };
  const over = { at: at('14:58'), kind: 'resolved', status: 'resolved', text: written, cause: written } as const;
  const notices = [
    notice({ component, title: written }, updates),
    notice({ ...resolvedNotice.notice, component, title: written }, [...updates, over]),
  ];
  return { ...pageOf(notices, undefined, [{ ...component, description: `.${text}` }]), name: text };
}
