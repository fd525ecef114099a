import { publicText } from '../../domain/notice';
import { frontPage } from '../../status-page/front-page';
import { visibleText } from './read-html';
import { at, automatic, checkout, identified, notice, pageOf, resolvedNotice, retractedNotice } from './sample-pages';

const read = (...args: Parameters<typeof pageOf>) => visibleText(frontPage(pageOf(...args)));

test('the draft notice reads sentence by sentence as agreed', () => {
  const page = read([notice()], at('14:09'));
  expect(page).toContain('There is a problem with Checkout. Renewed at 14:09 UTC.');
  expect(page).toContain(
    'We are investigating a problem with Checkout. Investigating · 14:07 UTC ' +
      'Paying by card may fail or be slow. ' +
      'Our monitoring has seen this since 14:02 UTC, and our engineers were alerted. ' +
      'We do not yet know the cause or how many customers are affected. ' +
      'Next update by 14:22 UTC. ' +
      'This first notice was posted automatically at 14:07 UTC. ' +
      'No problem is reported with: Sign-in, API, Dashboard.',
  );
});

test('once acknowledged, an engineer is working on it', () => {
  expect(read([notice({ acknowledged: true })])).toContain('since 14:02 UTC, and an engineer is working on it.');
});

test('without incidents the page says that none is reported, and never that all is well', () => {
  const page = read([]);
  expect(page).toContain('No incidents reported. Renewed at 14:32 UTC.');
  expect(page).toContain('No incidents were reported since 20 February 2027.');
  expect(page).not.toMatch(/operational/i);
});

test('the page tells its age without script', () => {
  expect(read([])).toContain(
    'Renewed at 14:32 UTC and every 5 minutes. If that is more than 10 minutes ago, do not rely on this page.',
  );
});

test('on its first day the page says that there is no history', () => {
  const page = read([], undefined, undefined, '2027-03-07T09:00:00.000Z');
  expect(page).toContain('This page started on 7 March 2027. There is no history yet.');
});

test('in its first weeks the history does not reach back before the page', () => {
  const page = read([], undefined, undefined, '2027-03-03T09:00:00.000Z');
  expect(page).toContain('This page started on 3 March 2027. No incidents were reported since.');
});

test('every component has its state as a word and as a shape', () => {
  const page = frontPage(pageOf([notice()]));
  expect(visibleText(page)).toContain(
    'Shop Partial outage Checkout 99.97 % Partial outage Sign-in 100 % No problem reported ' +
      'For developers No problem reported API 100 % No problem reported Dashboard 100 % No problem reported',
  );
  expect(page.match(/<use href="#partial_outage"/g)).toHaveLength(4);
  expect(page.match(/<use href="#operational"/g)).toHaveLength(4);
});

test('every update stands there, newest first, with its time and its status', () => {
  const page = read([notice({ status: 'identified', nextUpdateBy: at('14:50') }, [automatic, identified])]);
  expect(page).toContain(
    'Identified · 14:20 UTC A change we made at 14:00 UTC slows card payments. We are taking it back. ' +
      'Next update by 14:50 UTC. No problem is reported with: Sign-in, API, Dashboard. ' +
      'Earlier updates Investigating · 14:07 UTC Paying by card may fail or be slow.',
  );
});

test('an overdue update is marked above the last one, and the broken promise is gone (M70)', () => {
  const page = read([notice({ overdueSince: at('14:22') })]);
  expect(page).toContain(
    'We are investigating a problem with Checkout. An update was due at 14:22 UTC and has not been posted. ' +
      'The incident is still open, and our team has been reminded. The last update is below. Investigating · 14:07 UTC',
  );
  expect(page).not.toContain('Next update by');
});

test('normal measurements are told as not confirmed', () => {
  expect(read([notice({ measurementsNormalAt: at('14:31') })])).toContain(
    'Our measurements returned to normal at 14:31 UTC. A person has not confirmed this yet.',
  );
});

test('a resolved one moves to the history, with its length and cause', () => {
  const page = read([resolvedNotice], '2027-03-09T14:32:00.000Z');
  expect(page).toContain('No incidents reported. Renewed at 14:32 UTC.');
  expect(page).toContain(
    'Last 15 days A problem with Checkout Sun 7 March. Resolved at 14:58 UTC. Paying by card works again. ' +
      'The problem lasted 56 minutes (14:02 to 14:58 UTC). We do not yet know the cause. ' +
      'No other incidents were reported since 22 February 2027.',
  );
});

test('a retracted one says that it was an error', () => {
  expect(read([retractedNotice])).toContain(
    'A notice about Checkout, posted in error Sun 7 March. Posted in error at 14:07 UTC. ' +
      'Checkout was working normally. We are sorry for the false alarm.',
  );
});

test('a problem that comes back is told as such', () => {
  const back = { at: at('15:10'), kind: 'reopened', status: 'investigating' } as const;
  const page = read([{ ...notice({}, [...resolvedNotice.updates, back]) }], at('15:12'));
  expect(page).toContain('Investigating · 15:10 UTC The problem has come back. We are investigating it again.');
  expect(page).toContain('Earlier updates Resolved · 14:58 UTC Resolved at 14:58 UTC.');
});

test('two open notices are both named at the top, and neither component is called well', () => {
  const api = notice({ id: 'n-api', component: { id: 'api', name: 'API' }, claims: 'degraded_performance' });
  const page = read([notice(), api]);
  expect(page).toMatch(/There are problems with (Checkout and API|API and Checkout)\./);
  expect(page.match(/No problem is reported with: Sign-in, Dashboard\./g)).toHaveLength(2);
});

test('a notice about no component in particular names none, neither ill nor well', () => {
  const page = read([notice({ component: undefined })]);
  expect(page).toContain('There is a problem. Renewed');
  expect(page).not.toContain('No problem is reported with');
});

test('a title that a person wrote stays when it is over', () => {
  const own = { ...resolvedNotice, notice: { ...resolvedNotice.notice, title: publicText('Cards of one bank fail.') } };
  expect(read([own])).toContain('Cards of one bank fail. Sun 7 March.');
});

test('a notice of yesterday tells its times with their day', () => {
  const page = read([notice({ component: checkout })], '2027-03-08T09:00:00.000Z');
  expect(page).toContain('Our monitoring has seen this since Sun 7 March, 14:02 UTC');
});

test('the script may turn the top into the stale sentence 10 minutes after the renewal', () => {
  const page = frontPage(pageOf([]));
  expect(page).toContain('data-stale-at="2027-03-07T14:42:00.000Z"');
  expect(page).toContain('data-stale="This page may be out of date."');
  expect(page).toContain('data-stale="It was last renewed at 14:32 UTC. Do not rely on the states below."');
});

test('support is linked where it is a safe link', () => {
  expect(frontPage(pageOf([]))).toContain('<a href="https://www.example.com/support">Get help</a>');
  expect(frontPage({ ...pageOf([]), supportUrl: 'javascript:alert(1)' })).not.toContain('javascript:');
});
