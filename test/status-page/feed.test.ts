import { paths } from '../../status-page/public-file';
import { renderStatusPage } from '../../status-page/render-status-page';
import { decode, visibleText } from './read-html';
import { at, automatic, identified, notice, pageOf, resolvedNotice } from './sample-pages';

const page = pageOf([notice({ nextUpdateBy: at('14:50') }, [automatic, identified]), resolvedNotice]);
const text = renderStatusPage(page).find(({ path }) => path === paths.feed)!.body;
const entries = text.split('<entry>').slice(1);

test('the feed has an entry per incident, open or over, with what Atom requires', () => {
  expect(entries).toHaveLength(2);
  expect(text).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"/);
  expect(text).toContain('<link rel="self" type="application/atom+xml" href="https://status.example.com/feed.atom"/>');
  expect(entries[0]).toContain('<id>https://status.example.com/incidents/n-5tq8w2zk.html</id>');
  expect(entries[0]).toContain('<title>We are investigating a problem with Checkout.</title>');
  expect(entries[0]).toContain(`<published>${at('14:07')}</published>\n<updated>${at('14:20')}</updated>`);
  expect(entries[1]).toContain('<title>A problem with Checkout</title>');
});

test('an entry says what the page says, with its date, as escaped HTML', () => {
  const content = /<content type="html">([^<]*)<\/content>/.exec(entries[0]!)![1]!;
  expect(visibleText(decode(content))).toBe(
    '7 March 2027 Identified · 14:20 UTC ' +
      'A change we made at 14:00 UTC slows card payments. We are taking it back. Next update by 14:50 UTC. ' +
      'Investigating · 14:07 UTC Paying by card may fail or be slow. ' +
      'Our monitoring has seen this since 14:02 UTC, and our engineers were alerted. ' +
      'We do not yet know the cause or how many customers are affected. ' +
      'This first notice was posted automatically at 14:07 UTC.',
  );
});
