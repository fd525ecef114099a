import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { contrast } from '../../domain/contrast';
import { grounds } from '../../domain/lint-status-page';
import { notFoundPage } from '../../status-page/not-found-page';
import { pageStyle } from '../../status-page/page-style';
import { renderStatusPage } from '../../status-page/render-status-page';
import { htmlFindings } from '../support/html-findings';
import { decode, skeleton } from './read-html';
import {
  at,
  automatic,
  identified,
  notice,
  pageOf,
  planned,
  resolvedNotice,
  retractedNotice,
  twentyComponents,
  underWay,
} from './sample-pages';

const burning = notice({ acknowledged: true, status: 'identified' }, [automatic, identified]);
const overdue = notice({ id: 'n-late', overdueSince: at('14:22'), measurementsNormalAt: at('14:25') });
const samples = {
  quiet: pageOf([resolvedNotice, retractedNotice]),
  maintained: pageOf([resolvedNotice], undefined, undefined, undefined, [planned, underWay]),
  burning: pageOf([burning, overdue, resolvedNotice], undefined, twentyComponents()),
  empty: pageOf([], undefined, [], at('09:00')),
};
const pages = Object.entries(samples).flatMap(([sample, page]) =>
  renderStatusPage(page)
    .filter(({ path }) => path.endsWith('.html'))
    .map((file): [string, string] => [`${sample} ${file.path}`, file.body]),
);

test('the samples hold every kind of page', () => {
  expect(pages.map(([name]) => name)).toEqual(
    expect.arrayContaining([
      'burning index.html',
      'burning incidents/n-5tq8w2zk.html',
      'empty index.html',
      'quiet 404.html',
      'quiet components/checkout.html',
      'quiet history/2027-03.html',
      'quiet history/index.html',
      'maintained maintenance/checkout-cache.html',
    ]),
  );
});

test.each(pages)('html-validate finds nothing: %s', async (_name, body) => {
  expect(await htmlFindings(body)).toEqual([]);
});

test('html-validate would find a skipped heading', async () => {
  expect(await htmlFindings(pages[0]![1].replace(/<(\/?)h1/g, '<$1h4'))).not.toEqual([]);
});

test.each(pages)('the page allows its own style and script by hash, and nothing unsafe: %s', (_name, body) => {
  const policy = decode(/http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(body)![1]!);
  for (const kind of ['style', 'script']) {
    const inline = new RegExp(`<${kind}>([\\s\\S]*?)</${kind}>`).exec(body)![1]!;
    expect(policy).toContain(`${kind}-src 'sha256-${createHash('sha256').update(inline).digest('base64')}'`);
    expect(body.match(new RegExp(`<${kind}`, 'g'))).toHaveLength(1);
  }
  expect(policy).toMatch(/^default-src 'none'; /);
  expect(policy).toMatch(/base-uri 'none'; form-action 'self'$/);
  expect(policy).not.toContain('unsafe');
});

test.each(pages)('no style attributes, no handlers, nothing from elsewhere: %s', (_name, body) => {
  const attributes = skeleton(body).flatMap((tag) => tag.split(' ').slice(1));
  expect(attributes).toContain('lang');
  expect(attributes.filter((name) => name === 'style' || name === 'src' || name.startsWith('on'))).toEqual([]);
  expect(body).not.toMatch(/@import|url\(/);
});

test('the front page with 20 components and an open incident weighs at most 8 KB on the wire', () => {
  const [, body] = pages.find(([name]) => name === 'burning index.html')!;
  expect(gzipSync(body).length).toBeLessThanOrEqual(8 * 1024);
});

type Palette = Readonly<Record<string, string>>;
const palettes = [...pageStyle.text.matchAll(/:root\{([^}]*--ground[^}]*)\}/g)].map(([, block]): Palette => {
  const colours = [...block!.matchAll(/--([\w-]+):(#\w+)/g)];
  return Object.fromEntries(colours.map(([, name, hex]): [string, string] => [name!, hex!]));
});
const states = ['operational', 'under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage', 'stale'];

test.each([
  ['light', palettes[0]!],
  ['dark', palettes[1]!],
])('every colour of text has 4.5 : 1 on its grounds: %s', (_scheme, palette) => {
  const tints = states.map((state) => `${state}-tint`);
  const pairs = [
    ...['ink', 'soft'].flatMap((text) => ['ground', 'card', ...tints].map((ground) => [text, ground])),
    ...['ground', 'card'].map((ground) => ['link', ground]),
    ...states.flatMap((state) => ['card', 'ground', `${state}-tint`].map((ground) => [state, ground])),
  ] as [string, string][];
  const poor = pairs.filter(([text, ground]) => !(contrast(palette[text]!, palette[ground]!) >= 4.5));
  expect(poor).toEqual([]);
});

test('synth checks a brand against the grounds that the pages have', () => {
  const [light, dark] = palettes.map((palette) => [palette['ground'], palette['card']]);
  expect(grounds).toEqual({ light, dark });
});

test('a brand has its logo and its colours on every page, and the policy knows the style by its hash', () => {
  const brand = {
    logo: '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    accent: { light: '#114488', dark: '#88bbff' },
  };
  const body = notFoundPage({ ...samples.quiet, brand, noindex: true });
  const style = /<style>([\s\S]*?)<\/style>/.exec(body)![1]!;
  expect(style).toContain('--link: #114488');
  expect(decode(body)).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(body).toContain('<img src="data:image/svg+xml;base64,');
  expect(body).toContain('<meta name="robots" content="noindex" />');
});

test('the contrast of black on white is 21 : 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
});
