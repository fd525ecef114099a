import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { browserIfAny, findings } from '../support/browser';
import { Story } from '../support/story';

jest.setTimeout(120_000);

/** The page may not say that it is stale because the story plays in another year. */
async function at(page: Page, time: number): Promise<void> {
  await page.clock.setFixedTime(time);
}

describe('in a real browser', () => {
  let browser: Browser | undefined;
  let story: Story;
  beforeAll(async () => {
    const opened = await browserIfAny();
    if (!opened) return;
    browser = opened;
    story = await Story.begin();
    await story.alarm('checkout-5xx');
  });
  afterAll(async () => {
    await browser?.close();
    story?.messages();
    await story?.end();
  });

  const open = async (url: string, options: BrowserContextOptions = {}) => {
    const page = await (await browser!.newContext(options)).newPage();
    const complaints: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    page.on('pageerror', (error) => void complaints.push(error.message));
    await at(page, story.now);
    await page.goto(url);
    return { page, complaints };
  };

  const statusPage = () => story.stack.outputs['StatusPageUrl']!;

  test.each([
    ['light', 1100],
    ['dark', 1100],
    ['light', 320],
  ] as const)(
    'the quiet front page, %s, %i px wide: axe finds nothing, nothing is blocked, one request',
    async (colorScheme, width) => {
      if (!browser) return;
      const requests: string[] = [];
      const page = await (await browser.newContext({ colorScheme, viewport: { width, height: 800 } })).newPage();
      page.on('request', (request) => void (request.url().startsWith('data:') || requests.push(request.url())));
      await at(page, story.now);
      await page.goto(statusPage());
      expect(await findings(page)).toEqual([]);
      expect(requests).toHaveLength(1);
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    },
  );

  test('the acknowledge page: axe finds nothing, the first three things fit a phone, the button works without JavaScript', async () => {
    if (!browser) return;
    const { page, complaints } = await open(story.linkOf('alex'), {
      javaScriptEnabled: true,
      viewport: { width: 320, height: 568 },
      colorScheme: 'dark',
    });
    expect(await findings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    const button = await page.getByRole('button', { name: 'Acknowledge as Alex' }).boundingBox();
    expect(button!.y + button!.height).toBeLessThan(568);

    const plain = await open(story.linkOf('alex'), { javaScriptEnabled: false });
    await plain.page.getByRole('button', { name: 'Acknowledge as Alex' }).click();
    await plain.page.getByText('You have it, Alex').waitFor();
    expect((await story.incident()).acknowledgedBy).toBe('Alex');
    await plain.page.getByLabel('Note for the team').fill('The queue is full.');
    await plain.page.getByRole('button', { name: 'Add the note' }).click();
    await plain.page.getByText('The queue is full.').waitFor();
    await page.reload();
    expect(await page.getByRole('button').allInnerTexts()).toEqual(
      expect.arrayContaining(['Page Sam too', 'Give it back']),
    );
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  });

  test('the burning front page and its incident: axe finds nothing, complete with JavaScript off', async () => {
    if (!browser) return;
    await story.wait(6);
    const { page, complaints } = await open(statusPage(), { colorScheme: 'dark' });
    expect(await findings(page)).toEqual([]);
    expect(complaints).toEqual([]);

    const plain = (await open(statusPage(), { javaScriptEnabled: false })).page;
    const text = await plain.locator('body').innerText();
    for (const sentence of [
      'We are investigating a problem with Checkout.',
      'Paying by card may fail or be slow.',
      'No problem is reported with: Sign-in, API, Dashboard.',
      'do not rely on this page',
    ]) {
      expect(text).toContain(sentence);
    }
    await plain.getByRole('link', { name: 'Link to this incident' }).click();
    expect(await plain.locator('h1').innerText()).toContain('Checkout');
    const incident = await open(plain.url());
    expect(await findings(incident.page)).toEqual([]);
  });

  test.each(['/components/checkout.html', '/history/2026-11.html', '/history/index.html', '/no-such-page'])(
    '%s: axe finds nothing, light and dark, and nothing is wider than a phone',
    async (path) => {
      if (!browser) return;
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page } = await open(new URL(path, statusPage()).href, {
          colorScheme,
          viewport: { width: 320, height: 640 },
        });
        for (const summary of await page.locator('summary').all()) await summary.click();
        expect(await findings(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      }
    },
  );

  test('with the keyboard alone: a group is folded, and the way leads to a component', async () => {
    if (!browser) return;
    const { page } = await open(statusPage(), { javaScriptEnabled: false });
    const group = page.locator('details.components').first();
    await group.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await group.getAttribute('open')).toBeNull();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/components/checkout.html');
    expect(await page.locator('h1').innerText()).toBe('Checkout');
  });

  test('an old page says so itself', async () => {
    if (!browser) return;
    const { page } = await open(statusPage());
    await at(page, story.now + 11 * 60_000);
    await page.reload();
    await page.getByText('This page may be out of date.').waitFor();
    expect(await findings(page)).toEqual([]);
  });
});
