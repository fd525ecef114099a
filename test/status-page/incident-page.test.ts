import { incidentPage } from '../../status-page/incident-page';
import { notFoundPage } from '../../status-page/not-found-page';
import { visibleText } from './read-html';
import { notice, pageOf, resolvedNotice } from './sample-pages';

test('an incident has a page with the words of the front page, its date and a link back', () => {
  const open = notice();
  const page = incidentPage(pageOf([open]), open);
  expect(visibleText(page)).toContain(
    'Partial outage We are investigating a problem with Checkout. 7 March 2027 Investigating · 14:07 UTC ' +
      'Paying by card may fail or be slow. Our monitoring has seen this since 14:02 UTC, and our engineers were alerted.',
  );
  expect(page).toContain('<a href="/">Current status</a>');
});

test('read days later, its times are still those of its day', () => {
  const page = incidentPage(pageOf([resolvedNotice], '2027-03-20T09:00:00.000Z'), resolvedNotice);
  expect(visibleText(page)).toContain(
    'Resolved A problem with Checkout 7 March 2027 Resolved · 14:58 UTC Resolved at 14:58 UTC. Paying by card works again.',
  );
});

test('it says when it was written instead of promising to be renewed', () => {
  const page = visibleText(incidentPage(pageOf([resolvedNotice]), resolvedNotice));
  expect(page).toContain('This page was written on 7 March 2027 at 14:32 UTC and changes only when there is news.');
  expect(page).not.toContain('every 5 minutes. If');
});

test('an address without a page says so and leads home', () => {
  const page = notFoundPage(pageOf([notice()]));
  expect(visibleText(page)).toContain('There is no page at this address.');
  expect(page).toContain('<a href="/">Current status</a>');
  expect(visibleText(page)).not.toContain('Renewed');
});
