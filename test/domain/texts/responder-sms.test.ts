import fc from 'fast-check';
import type { Incident } from '../../../domain/incident';
import type { Saying } from '../../../domain/message';
import { smsLength, smsText } from '../../../domain/texts/responder-sms';
import { everySaying } from '../../support/domain-sayings';
import { World } from '../../support/domain-world';
import { gsmSeptets } from '../../support/gsm-septets';

const now = '2027-07-03T01:02:41.000Z';
const berlin = { timeZone: 'Europe/Berlin', now };
/** As long as a link can be: the longest region of all, and 28 characters of token. */
const longestLink = `https://abcdefghij.execute-api.ap-southeast-2.amazonaws.com/a/${'Ab_-'.repeat(7)}`;
const incident = new World().open().incident;
const at = (time: string) => `2027-07-03T0${time}:41.000Z`;
const sms = (saying: Saying, of: Partial<Incident> = {}) =>
  smsText(saying, { ...incident, ...of }, berlin, 'https://l');
const next = { name: 'Sam', at: at('1:07') };

test.each<[string, Saying]>([
  ['SEV-1 checkout-5xx 03:02 CEST K7MQ. ACK by 03:07 or Sam is paged\nhttps://l', { says: 'first-page', next }],
  ['AGAIN SEV-1 checkout-5xx 03:02 CEST K7MQ. Sam is paged at 03:07\nhttps://l', { says: 'again', next }],
  [
    'SEV-1 checkout-5xx 03:02 CEST K7MQ. Alex silent. Kim paged at 03:12\nhttps://l',
    { says: 'escalated', silent: 'Alex', next: { name: 'Kim', at: at('1:12') } },
  ],
  [
    'K7MQ checkout-5xx FAILING AGAIN 03:31. Earlier ACK void. ACK now\nhttps://l',
    { says: 'failing-again', at: at('1:31'), afterResolve: false },
  ],
  [
    "K7MQ checkout-5xx OK again 03:09, no ACK yet. Sam won't be paged\nhttps://l",
    { says: 'ok-again', at: at('1:09'), next: 'Sam' },
  ],
  [
    "SEV-1 checkout-5xx 03:02 CEST K7MQ. Alex can't come. Kim paged at 03:12\nhttps://l",
    { says: 'declined', who: 'Alex', next: { name: 'Kim', at: at('1:12') } },
  ],
  [
    'SEV-1 checkout-5xx 03:02 CEST K7MQ. Sam gave it back. ACK by 03:12 or Kim is paged\nhttps://l',
    { says: 'given-back', who: 'Sam', next: { name: 'Kim', at: at('1:12') } },
  ],
  [
    'SEV-1 checkout-5xx 03:02 CEST K7MQ. Alex has it and asks for you\nhttps://l',
    { says: 'asked-for', who: 'Alex', has: true },
  ],
  [
    'K7MQ SEV-1: Sam gave it back 03:12. Alex paged\nhttps://l',
    { says: 'let-go', who: 'Sam', why: 'gave it back', at: at('1:12'), paged: 'Alex' },
  ],
  ['K7MQ: alone with this for 60 min. Page Sam too?\nhttps://l', { says: 'alone', minutes: 60, next: 'Sam' }],
  ['K7MQ SEV-1: update due 03:21. Still on it? Tap to say so\nhttps://l', { says: 'update-due', dueAt: at('1:21') }],
])('the sentence of the catalogue: %j', (expected, saying) => {
  expect(sms(saying)).toBe(expected);
});

test.each(['', 'x', 'cpu', '#{x}', 'db-5x'])('a name as short as %j still has its sentence', (title) => {
  for (const saying of everySaying(next)) {
    const [sentence] = sms(saying, { title }).split('\n');
    expect(sentence).toContain('K7MQ');
    expect(sentence!.length).toBeGreaterThan(20);
  }
});

test('what is not today says on which day', () => {
  const early = { openedAt: '2027-07-01T14:01:00.000Z' };
  expect(sms({ says: 'nobody-came', again: '2027-07-05T07:00:00.000Z' }, early)).toBe(
    'AGAIN SEV-1 checkout-5xx Thu 16:01 CEST K7MQ. Nobody has it. All paged again at Mon 09:00\nhttps://l',
  );
  const before = '2027-06-20T14:01:00.000Z';
  expect(sms({ says: 'resolved', at: before })).toContain('resolved 20 June 16:01 by itself');
});

test('"acknowledged" has no link', () => {
  expect(smsText({ says: 'acknowledged', who: 'Sam', at: at('1:06') }, incident, berlin, undefined)).toBe(
    'K7MQ: Sam acknowledged 03:06. No more pages for you.',
  );
});

test('with nobody next, no name is made up', () => {
  expect(sms({ says: 'first-page' })).toContain('ACK now, nobody is behind you');
  expect(sms({ says: 'again' })).toContain('Nobody has it');
  expect(sms({ says: 'escalated', silent: 'Alex' })).toContain('Nobody is behind you');
  expect(sms({ says: 'ok-again', at: at('1:09') })).toContain('Nobody else is paged');
});

test('with no further level, everybody is next', () => {
  const everybody = { at: at('1:07') };
  expect(sms({ says: 'first-page', next: everybody })).toContain('ACK by 03:07 or everybody is paged');
  expect(sms({ says: 'again', next: everybody })).toContain('Everybody is paged at 03:07');
  expect(sms({ says: 'escalated', silent: 'Alex', next: everybody })).toContain('silent. Everybody is paged at 03:07');
});

test('whoever let it lapse reads that it was theirs', () => {
  expect(sms({ says: 'lapsed', who: 'Sam', own: true, next })).toContain('Your ACK lapsed. ACK by');
  expect(sms({ says: 'let-go', who: 'Sam', own: true, why: 'lapsed', at: at('1:12') })).toContain(
    'Your ACK lapsed 03:12. Nobody has it',
  );
});

test.each([...everySaying(next), ...everySaying({ at: next.at })])(
  '$says fits one SMS with the longest link, in every zone',
  (saying) => {
    for (const timeZone of ['Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Chatham', 'America/St_Johns', 'UTC']) {
      const text = smsText(
        saying,
        { ...incident, title: 'a-rather-long-alarm-name-of-a-service' },
        { timeZone, now },
        longestLink,
      );
      expect(gsmSeptets(text)).toBeLessThanOrEqual(smsLength);
      expect(text.endsWith(`\n${longestLink}`)).toBe(true);
      expect(text).toContain('K7MQ');
    }
  },
);

test('whatever alarms and people are called: one SMS, and never a cut link', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom(
      '😀'.repeat(40),
      'ﷺ'.repeat(40),
      'a\r\nb',
      'https://evil.example/a',
      '€'.repeat(90),
      '',
      'x'.repeat(10_000),
    ),
  );
  fc.assert(
    fc.property(hostile, hostile, (title, name) => {
      for (const saying of everySaying({ name, at: next.at }, name)) {
        const text = smsText(saying, { ...incident, title }, { timeZone: 'Asia/Kathmandu', now }, longestLink);
        expect(gsmSeptets(text)).toBeLessThanOrEqual(smsLength);
        expect(text.endsWith(`\n${longestLink}`)).toBe(true);
        expect(text.split('\n')).toHaveLength(2);
        expect(text.slice(0, -longestLink.length)).not.toMatch(/https?:\/\//i);
      }
    }),
    { numRuns: 30 },
  );
});

test('a long alarm name is cut, not the time, the person or what to do', () => {
  const text = smsText({ says: 'first-page', next }, { ...incident, title: 'x'.repeat(200) }, berlin, longestLink);
  expect(text).toMatch(/^SEV-1 x+\.\. 03:02 CEST K7MQ\. ACK by 03:07 or Sam is paged\n/);
  expect(text.length).toBe(smsLength);
});
