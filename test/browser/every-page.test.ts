import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { hour, plus } from '../../domain/instant';
import { publicText } from '../../domain/notice';
import type { StatusPage } from '../../domain/status-page';
import { renderStatusPage } from '../../status-page/render-status-page';
import {
  at,
  automatic,
  identified,
  notice,
  pageOf,
  planned,
  resolvedNotice,
  underWay,
} from '../status-page/sample-pages';
import { browserIfAny, findings } from '../support/browser';

jest.setTimeout(120_000);

const edits = [{ at: at('14:25'), text: publicText('We are taking back a change of 14:00 UTC.') }];
const edited = notice({ id: 'n-edited' }, [automatic, { ...identified, edits }]);
const late = notice({ overdueSince: at('14:22'), measurementsNormalAt: at('14:25') });
const quiet = pageOf([resolvedNotice], undefined, undefined, undefined, [planned, underWay]);
const burning = pageOf([late, edited, resolvedNotice]);
const kinds: [name: string, page: StatusPage, path: string, said: string][] = [
  ['front, quiet', quiet, 'index.html', 'Planned maintenance'],
  ['front, burning', burning, 'index.html', 'An update was due at 14:22 UTC'],
  ['incident', burning, 'incidents/n-5tq8w2zk.html', 'Paying by card may fail or be slow.'],
  ['edited incident', burning, 'incidents/n-edited.html', 'Edited at 14:25 UTC.'],
  ['maintenance', quiet, 'maintenance/checkout-cache.html', 'Maintenance is in progress until 16:00 UTC.'],
  ['component', burning, 'components/checkout.html', 'The last 90 days'],
  ['month', burning, 'history/2027-03.html', 'resolved after 56 minutes'],
  ['history', burning, 'history/index.html', 'March 2027'],
  ['no page', burning, '404.html', 'There is no page at this address.'],
];
const fileOf = (page: StatusPage, path: string) => renderStatusPage(page).find((file) => file.path === path)!;

let browser: Browser | undefined;
beforeAll(async () => void (browser = await browserIfAny()));
afterAll(() => browser?.close());

const newPage = async (options: BrowserContextOptions = {}, now = at('14:32')): Promise<Page> => {
  const page = await (await browser!.newContext({ timezoneId: 'UTC', ...options })).newPage();
  await page.clock.setFixedTime(now);
  return page;
};

test.each(kinds)(
  '%s: all of it is there with JavaScript off, and axe finds nothing',
  async (_name, shown, path, said) => {
    if (!browser) return;
    const { body } = fileOf(shown, path);
    const [plain, scripted] = [await newPage({ javaScriptEnabled: false }), await newPage({ colorScheme: 'dark' })];
    await Promise.all([plain.setContent(body), scripted.setContent(body)]);
    const read = await plain.locator('main').innerText();
    expect(read).toContain(said);
    expect(read).toBe(await scripted.locator('main').innerText());
    for (const summary of await scripted.locator('summary').all()) await summary.click();
    expect(await findings(scripted)).toEqual([]);
    await Promise.all([plain.context().close(), scripted.context().close()]);
  },
);

describe('the snippets of the docs, in a page of another site', () => {
  const docs = readFileSync(join(__dirname, '../../docs/status-page.md'), 'utf8');
  const snippets = [...docs.matchAll(/```html\n([\s\S]*?)```/g)].map(([, snippet]) => snippet!);

  /** A shop that embeds what the docs tell it to, and the status page as the distribution answers other sites. */
  const shop = async (snippet: string, shown: StatusPage, now?: string) => {
    const page = await newPage({}, now);
    const asked: string[] = [];
    await page.route('**/*', (route) => {
      const { origin, pathname } = new URL(route.request().url());
      asked.push(origin + pathname);
      if (origin === 'https://shop.example')
        return route.fulfill({ contentType: 'text/html', body: `<p>Shop</p>${snippet}` });
      const { contentType, body } = fileOf(shown, pathname.slice(1));
      return route.fulfill({ contentType, body, headers: { 'access-control-allow-origin': '*' } });
    });
    await page.goto('https://shop.example/', { waitUntil: 'networkidle' });
    return { page, asked };
  };

  test('a badge: a picture with words, one request, to the status page alone', async () => {
    if (!browser) return;
    const { page, asked } = await shop(snippets[0]!, burning);
    expect(asked).toEqual(['https://shop.example/', 'https://status.example.com/badge.svg']);
    expect(await page.evaluate(`document.querySelector('img').naturalWidth`)).toBeGreaterThan(100);
    expect(await page.getByRole('link').getByRole('img').getAttribute('alt')).toBe('Acme Status');
  });

  test.each([
    ['says what is wrong', burning, undefined, 'Partial System Outage'],
    ['says nothing when nothing is wrong', pageOf([]), undefined, undefined],
    ['says nothing when the page is old', burning, plus(at('14:32'), hour), undefined],
  ])('a line of script: it %s', async (_what, shown, now, said) => {
    if (!browser) return;
    const { page, asked } = await shop(snippets[1]!, shown, now);
    expect(asked).toEqual(['https://shop.example/', 'https://status.example.com/api/v2/status.json']);
    expect(await page.getByText(said ?? 'Shop').isVisible()).toBe(true);
    expect(await page.locator('#status').isVisible()).toBe(said !== undefined);
  });
});
