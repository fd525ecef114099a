import { publicText } from '../../domain/notice';
import { apiIncident } from '../../status-page/api/api-incident';
import { incidentPage } from '../../status-page/incident-page';
import { notFoundPage } from '../../status-page/not-found-page';
import { visibleText } from './read-html';
import { at, automatic, identified, notice, pageOf, resolvedNotice } from './sample-pages';

test('an incident has a page with the words of the front page, its date and a link back', () => {
  const open = notice();
  const page = incidentPage(pageOf([open]), open);
  expect(visibleText(page)).toContain(
    'Partial outage We are investigating a problem with Checkout. 7 March 2027 Investigating · 14:07 UTC ' +
      'Paying by card may fail or be slow. Our monitoring has seen this since 14:02 UTC, and our engineers were alerted.',
  );
  expect(page).toContain('<a href="/">Current status</a>');
});

test('an edited update says when, shows the new text, and folds out every earlier one', () => {
  const edits = [
    { at: at('14:15'), text: publicText('Paying by card fails.') },
    { at: at('14:20'), text: publicText('Paying by card fails in Europe.') },
  ];
  const shown = notice({}, [{ ...automatic, edits }, identified]);
  const page = pageOf([shown]);
  const html = incidentPage(page, shown);
  expect(visibleText(html)).toContain(
    'Paying by card fails in Europe. Our monitoring has seen this since 14:02 UTC, and our engineers were alerted. ' +
      'We do not yet know the cause or how many customers are affected. Edited at 14:20 UTC. ' +
      'As first posted Paying by card may fail or be slow. As edited at 14:15 UTC Paying by card fails.',
  );
  expect(html.match(/<details class="before">/g)).toHaveLength(2);
  expect(apiIncident(page, shown).incident_updates.at(-1)).toMatchObject({
    id: `${shown.notice.id}-1`,
    body: expect.stringMatching(/^Paying by card fails in Europe\./) as string,
    created_at: at('14:07'),
    updated_at: at('14:20'),
  });
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
