import ICAL from 'ical.js';
import Parser from 'rss-parser';
import { renderStatusPage } from '../../status-page/render-status-page';
import { schemaFindings } from '../support/status-api-schemas';
import {
  at,
  automatic,
  identified,
  notice,
  pageOf,
  planned,
  resolvedNotice,
  retractedNotice,
  underWay,
} from './sample-pages';

const burning = notice({ status: 'identified', nextUpdateBy: at('14:50') }, [automatic, identified]);
const cancelled = { ...planned, id: 'off', state: 'cancelled', cancelledAt: at('10:00'), version: 2 } as const;
const page = pageOf([burning, resolvedNotice, retractedNotice], undefined, undefined, undefined, [
  planned,
  underWay,
  { ...cancelled, updates: [...planned.updates, { at: at('10:00'), kind: 'cancelled' }] },
]);
const samples = { burning: page, empty: pageOf([], undefined, []), quiet: pageOf([resolvedNotice]) };
const files = Object.entries(samples).flatMap(([sample, each]) =>
  renderStatusPage(each).map(({ path, body }) => ({ sample, path, body })),
);
const bodyOf = (wanted: string) => files.find(({ sample, path }) => sample === 'burning' && path === wanted)!.body;
const json = files.filter(({ path }) => path.endsWith('.json'));

test('every JSON has the exact shape of its schema', () => {
  expect(json.length).toBeGreaterThan(30);
  expect(json.flatMap(({ path, body }) => schemaFindings(path, body))).toEqual([]);
});

test('the schemas would find a missing field, an unknown one and a wrong word', () => {
  const summary = JSON.parse(bodyOf('api/v2/summary.json')) as { page: object; status: object };
  const broken = {
    ...summary,
    more: 1,
    page: {},
    status: { indicator: 'fine', description: 'All Systems Operational' },
  };
  expect(schemaFindings('api/v2/summary.json', JSON.stringify(broken)).length).toBeGreaterThanOrEqual(7);
  expect(schemaFindings('api/v2/nothing.json', '{}')).toHaveLength(1);
});

test.each(['feed.atom', 'feed.rss', 'components/checkout.atom', 'components/checkout.rss'])(
  'a well-known parser reads %s',
  async (path) => {
    const feed = await new Parser().parseString(bodyOf(path));
    expect(feed.title).toBe(path.startsWith('feed') ? 'Acme Status' : 'Acme Status: Checkout');
    expect(feed.items.map(({ title }) => title)).toEqual([
      'We are investigating a problem with Checkout.',
      'A problem with Checkout',
      'A notice about Checkout, posted in error',
      'A new database for Checkout',
      'A new database for Checkout',
      'A larger cache for Checkout',
    ]);
    expect(feed.items[0]).toMatchObject({
      link: 'https://status.example.com/incidents/n-5tq8w2zk.html',
      isoDate: at('14:07'),
      contentSnippet: expect.stringContaining('Next update by 14:50 UTC.') as string,
    });
  },
);

test('the feed of a component holds nothing of others', async () => {
  expect((await new Parser().parseString(bodyOf('components/api.rss'))).items).toEqual([]);
});

test('a well-known parser reads the calendar of maintenance', () => {
  const text = bodyOf('maintenance.ics');
  const events = new ICAL.Component(ICAL.parse(text) as [string, [], []]).getAllSubcomponents('vevent');
  const read = events.map((event) => new ICAL.Event(event));
  expect(read.map(({ uid, summary }) => [uid, summary])).toEqual([
    ['checkout-database-2027-03-07@status.example.com', 'A new database for Checkout'],
    ['off@status.example.com', 'A new database for Checkout'],
    ['checkout-cache@status.example.com', 'A larger cache for Checkout'],
  ]);
  expect(read[0]!.startDate.toJSDate().toISOString()).toBe(at('15:00'));
  expect(read[0]!.endDate.toJSDate().toISOString()).toBe(at('16:00'));
  expect(read[0]!.description).toContain('Paying by card will be unavailable for up to 10 minutes.');
  expect(events.map((event) => event.getFirstPropertyValue('status'))).toEqual(['CONFIRMED', 'CANCELLED', 'CONFIRMED']);
  const lines = text.split('\r\n');
  expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('badges say the state in words, as wide as they are', () => {
  expect(bodyOf('badge.svg')).toContain('<title>Acme Status: There is a problem with Checkout</title>');
  expect(bodyOf('badges/api.svg')).toContain('<title>API: No problem reported</title>');
  expect(bodyOf('badges/api.svg')).not.toMatch(/<script|href=/);
});
