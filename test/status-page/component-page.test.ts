import { renderStatusPage } from '../../status-page/render-status-page';
import { notice, pageOf, resolvedNotice } from './sample-pages';

const pageOfCheckout = (incidents: number) =>
  renderStatusPage(
    pageOf(Array.from({ length: incidents }, (_, index) => notice({ ...resolvedNotice.notice, id: `n-${index}` }))),
  ).find(({ path }) => path === 'components/checkout.html')!.body;

test('a component lists its newest 50 incidents, and says where the others are', () => {
  const [fifty, more] = [pageOfCheckout(50), pageOfCheckout(51)];
  expect([fifty, more].map((body) => body.match(/href="\/incidents\//g)!.length)).toEqual([50, 50]);
  expect([fifty, more].map((body) => body.includes('The others are in the history'))).toEqual([false, true]);
});
