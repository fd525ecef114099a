import { publicText } from '../../../domain/notice';
import * as say from '../../../domain/texts/customers';

const now = '2027-03-07T14:32:00.000Z';
const at = (clock: string) => `2027-03-07T${clock}:00.000Z`;
const ends = publicText('Paying by card works again.');

/** Sentence by sentence, as they were agreed. */
const agreed: [string, say.Sentence, string][] = [
  ['the title', [say.noticeTitle('Checkout')], 'We are investigating a problem with Checkout.'],
  ['the title without a component', [say.noticeTitle(undefined)], 'We are investigating a problem.'],
  [
    'seen, not acknowledged',
    say.seenSince(at('14:02'), false, now),
    'Our monitoring has seen this since 14:02 UTC, and our engineers were alerted.',
  ],
  [
    'seen, acknowledged',
    say.seenSince(at('14:02'), true, now),
    'Our monitoring has seen this since 14:02 UTC, and an engineer is working on it.',
  ],
  ['cause and extent', say.causeAndExtentUnknown, 'We do not yet know the cause or how many customers are affected.'],
  ['the promise', say.nextUpdateBy(at('14:22'), now), 'Next update by 14:22 UTC.'],
  [
    'posted by a robot',
    say.postedAutomatically(at('14:07'), now),
    'This first notice was posted automatically at 14:07 UTC.',
  ],
  [
    'what is not affected',
    say.noProblemWith(['Sign-in', 'API', 'Dashboard']),
    'No problem is reported with: Sign-in, API, Dashboard.',
  ],
  [
    'quiet',
    [say.noIncidentsReported, publicText(' '), ...say.renewedAt(now)],
    'No incidents reported. Renewed at 14:32 UTC.',
  ],
  [
    'day one',
    say.startedToday('2027-03-03T09:00:00.000Z'),
    'This page started on 3 March 2027. There is no history yet.',
  ],
  [
    'always visible',
    say.renewedEvery(now),
    'Renewed at 14:32 UTC and every 5 minutes. If that is more than 10 minutes ago, do not rely on this page.',
  ],
  [
    'stale',
    [say.outOfDate, publicText(' '), ...say.outOfDateSince(now)],
    'This page may be out of date. It was last renewed at 14:32 UTC. Do not rely on the states below.',
  ],
  [
    'overdue',
    say.updateOverdue(at('14:22'), now),
    'An update was due at 14:22 UTC and has not been posted. The incident is still open, and our team has been reminded. The last update is below.',
  ],
  [
    'measurements',
    say.measurementsNormal(at('14:41'), now),
    'Our measurements returned to normal at 14:41 UTC. A person has not confirmed this yet.',
  ],
  ['back', say.problemCameBack, 'The problem has come back. We are investigating it again.'],
  [
    'resolved',
    say.resolvedAt(at('14:02'), at('14:58'), { text: ends }, now),
    'Resolved at 14:58 UTC. Paying by card works again. The problem lasted 56 minutes (14:02 to 14:58 UTC). We do not yet know the cause.',
  ],
  [
    'resolved, cause known',
    say.resolvedAt(at('14:02'), at('14:58'), { text: ends, cause: publicText('A certificate had run out.') }, now),
    'Resolved at 14:58 UTC. Paying by card works again. The problem lasted 56 minutes (14:02 to 14:58 UTC). A certificate had run out.',
  ],
  [
    'resolved after midnight',
    say.resolvedAt('2027-03-06T23:40:00.000Z', at('00:36'), { text: ends }, now),
    'Resolved at 00:36 UTC. Paying by card works again. The problem lasted 56 minutes (Sat 6 March, 23:40 UTC to 00:36 UTC). We do not yet know the cause.',
  ],
  [
    'retracted',
    say.postedInError(at('14:07'), 'Checkout', now),
    'Posted in error at 14:07 UTC. Checkout was working normally. We are sorry for the false alarm.',
  ],
  [
    'retracted, about no component',
    say.postedInError(at('14:07'), undefined, now),
    'Posted in error at 14:07 UTC. There was no such problem. We are sorry for the false alarm.',
  ],
  [
    'quiet since',
    say.quietSince('2027-02-20T14:32:00.000Z', false, true),
    'No other incidents were reported since 20 February 2027.',
  ],
  [
    'quiet since the page began',
    say.quietSince('2027-03-03T09:00:00.000Z', true, false),
    'This page started on 3 March 2027. No incidents were reported since.',
  ],
];

test.each(agreed)('customers read, word by word: %s', (_name, sentence, words) => {
  expect(say.inWords(sentence)).toBe(words);
});

test('a time of another day is told with its day', () => {
  expect(say.inWords(say.nextUpdateBy('2027-03-08T00:10:00.000Z', now))).toBe('Next update by Mon 8 March, 00:10 UTC.');
});

test('the moments of a sentence are the ones it was given', () => {
  const sentence = say.resolvedAt(at('14:02'), at('14:58'), { text: ends }, now);
  const moments = sentence.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.at]));
  expect(moments).toEqual([at('14:58'), at('14:02'), at('14:58')]);
});

test.each([
  [['Checkout'], 'There is a problem with Checkout.'],
  [['Checkout', 'Checkout'], 'There is a problem with Checkout.'],
  [['Checkout', 'API'], 'There are problems with Checkout and API.'],
  [['Checkout', 'API', 'Search'], 'There are problems with Checkout, API and Search.'],
  [[undefined], 'There is a problem.'],
  [[undefined, undefined], 'There are problems.'],
  [['Checkout', undefined], 'There is a problem with Checkout, and another problem.'],
])('the top says what is affected: %j', (names, words) => {
  expect(say.problemsReported(names)).toBe(words);
});

test('no word for customers claims that all is well', () => {
  const words = [...Object.values(say.stateWords), ...Object.values(say.labels), ...agreed.map(([, , text]) => text)];
  expect(words.filter((text) => /operational|all systems/i.test(text))).toEqual([]);
});
