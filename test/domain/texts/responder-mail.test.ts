import fc from 'fast-check';
import { changeSeverity } from '../../../domain/commands';
import type { Incident } from '../../../domain/incident';
import type { Message, Saying } from '../../../domain/message';
import { mailText, subjectOf } from '../../../domain/texts/responder-mail';
import { everySaying } from '../../support/domain-sayings';
import { World } from '../../support/domain-world';

const world = new World();
const incident = world.open({ publishes: true }).incident;
const page = world.messages[0]!;
const link = `https://abcdefghij.execute-api.eu-central-1.amazonaws.com/a/${'A'.repeat(28)}`;
const facts = { timeZone: 'Europe/Berlin', link, now: '2027-07-03T01:02:41.500Z', accountName: 'payments-prod' };
const next = { name: 'Sam', at: '2027-07-03T01:07:41.000Z' };
const mail = (saying: Saying, of: Partial<Incident> = {}, message: Message = page) =>
  mailText({ ...message, saying }, { ...incident, ...of }, facts);

test('M105: the first page as the catalogue prints it', () => {
  expect(mail({ says: 'first-page', next }, { link: 'https://graphs.example.com/1' })).toEqual({
    subject: 'SEV-1 checkout-5xx (K7MQ)',
    body: `Paying by card is failing.
ACKNOWLEDGE (opens a page with a button):
${link}
If you do not, Sam is paged at 03:07 CEST.

Since     03:02 CEST (01:02 UTC)
Why       HTTP 5xx 42 %, limit 5 %, 3 × 1 min
Severity  SEV-1 because rule checkout-down
Where     payments-prod, eu-central-1, 1 alert
Runbook   https://wiki.example.com/checkout
Graph     https://graphs.example.com/1
Public    notice goes out 03:07 CEST unless held

You are level 1. Sent 03:02:41.
Do not use the unsubscribe link below: it stops your pages.`,
  });
});

test('M50: what changed before stands between where it is and its links, in the same column', () => {
  const at = '2027-07-03T00:41:00.000Z';
  const note = {
    id: 'e',
    source: 'aws.codepipeline',
    at,
    changed: 'deployment of checkout succeeded',
    by: 'CodePipeline',
  };
  const late = { ...note, at: '2027-07-03T01:30:00.000Z', changed: 'rolled back' };
  const changes = [note, { ...note, changed: 'flag\nPublic    all is well' }, note, note, late];
  const { body } = mailText({ ...page, saying: { says: 'first-page', next } }, incident, { ...facts, changes });
  expect(body).toContain(`Where     payments-prod, eu-central-1, 1 alert
Changed   deployment of checkout succeeded 02:41 (CodePipeline)
          flag Public all is well 02:41 (CodePipeline)
          deployment of checkout succeeded 02:41 (CodePipeline)
          and 1 more in the two hours before
Runbook   https://wiki.example.com/checkout`);
});

test('M105: the graph of the alarm stands first, then three dashboards of its service at most, each once', () => {
  const dashboards = [1, 2, 3, 4, 5].map((number) => `https://graphs.example.com/${number}`);
  const linked = { ...incident, link: dashboards[0] };
  const { body } = mailText({ ...page, saying: { says: 'first-page', next } }, linked, {
    ...facts,
    service: { dashboards },
  });
  expect(body).toContain(`Graph     https://graphs.example.com/1
          https://graphs.example.com/2
          https://graphs.example.com/3
          https://graphs.example.com/4
Public `);
});

test('an unclassified one asks for its severity', () => {
  const { body } = mail({ says: 'first-page' }, { needsSeverity: true, severityBecause: 'no rule knows it' });
  expect(body).toContain('because no rule knows it; needs a severity, please check');
});

test.each(everySaying(next))('$says says what is asked of the reader, in one look', (saying) => {
  const { body, subject } = mail(saying);
  const [first = ''] = body.split('\n');
  expect(first).toMatch(/\.$|:$|\?$/);
  expect(body).not.toMatch(/undefined|NaN|\[object/);
  expect(subject).toBe('SEV-1 checkout-5xx (K7MQ)');
  expect(body).toContain('Do not use the unsubscribe link below: it stops your pages.');
});

test('the subject keeps the severity of the beginning, so another one is the first line', () => {
  const raised = { firstSeverity: 2, severity: 1 } as const;
  expect(mail({ says: 'first-page', next }, raised).body.split('\n')[0]).toBe(
    'It is SEV-1 now. It was SEV-2 when it opened.',
  );
  expect(mail({ says: 'first-page', next }, raised).subject).toMatch(/^SEV-2 /);
  expect(mail({ says: 'worse', from: 2, because: 'rule x' }, raised).body.split('\n')[0]).toContain(
    'It is SEV-1 now, was SEV-2',
  );
});

test('what was resolved by itself says so, and what was let go says who is paged', () => {
  const at = '2027-07-03T01:12:41.000Z';
  expect(mail({ says: 'resolved', at }).body).toContain(
    'Resolved by itself at 03:12 CEST: every alert is OK. Nothing to do.',
  );
  expect(mail({ says: 'let-go', who: 'Sam', why: 'lapsed', at, paged: 'Alex' }).body).toContain(
    'The acknowledgement of Sam lapsed at 03:12 CEST. Paged now: Alex.',
  );
  expect(mail({ says: 'let-go', who: 'Sam', why: 'gave it back', at }).body).toContain(
    'Sam gave it back at 03:12 CEST. Nobody has it now.',
  );
});

test('whoever let it lapse reads that it was theirs, and the last level that everybody is next', () => {
  const at = '2027-07-03T01:12:41.000Z';
  expect(mail({ says: 'lapsed', who: 'Sam', own: true, next: { at } }).body).toContain(
    `There was no sign of life from you, so your acknowledgement lapsed.
ACKNOWLEDGE (opens a page with a button):
${link}
If you do not, everybody is paged at 03:12 CEST.`,
  );
  expect(mail({ says: 'let-go', who: 'Sam', own: true, why: 'lapsed', at }).body).toContain(
    'Your acknowledgement lapsed at 03:12 CEST. Nobody has it now.',
  );
});

test('what is not today says on which day', () => {
  const { body } = mail(
    { says: 'first-page', next: { name: 'Sam', at: '2027-07-05T07:00:00.000Z' } },
    { openedAt: '2027-07-01T14:01:00.000Z' },
  );
  expect(body).toContain('Sam is paged at Mon 09:00 CEST.');
  expect(body).toContain('Since     Thu 16:01 CEST (14:01 UTC)');
});

test('a lower severity says when the next page comes', () => {
  const said = (nextPage?: string) =>
    mail({ says: 'lowered', from: 1, because: 'Kim says so: the test shop', next: nextPage }, { severity: 3 }).body;
  expect(said('2027-07-05T07:00:00.000Z').split('\n')[0]).toBe(
    'Now SEV-3, was SEV-1, because Kim says so: the test shop. Next page at Mon 09:00 CEST.',
  );
  expect(said()).toContain('Nobody is paged any more.');
});

test('an OK says who is left in peace, and means nobody where there is nobody', () => {
  const at = '2027-07-03T01:12:41.000Z';
  expect(mail({ says: 'ok-again', at, next: 'Sam' }).body).toContain("acknowledged. Sam won't be paged.");
  expect(mail({ says: 'ok-again', at }).body).toContain('acknowledged. Nobody else is paged.');
});

test('the subject is the same for the whole incident, so that it threads', () => {
  const scene = new World().open({ severity: 2 });
  const before = subjectOf(scene.incident);
  scene.command('alex', (context) => changeSeverity(context, 1, 'All cards.'));
  expect(subjectOf(scene.incident)).toBe(before);
});

test.each([
  [{ state: 'none' }, 'Public    customers see nothing'],
  [{ state: 'public', noticeId: 'n' }, 'Public    customers read a notice'],
] as const)('what customers see: %j', (publicNotice, line) => {
  expect(mail({ says: 'informed', level: 3 }, { publicNotice }).body).toContain(line);
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '😀'.repeat(90),
    'a\r\nACKNOWLEDGE\r\nhttps://evil.example',
    'ﷺ'.repeat(90),
    '€'.repeat(90),
    '\u202egnp',
    'x'.repeat(10_000),
    '',
  ),
);

test('whatever the alarm is called: the subject is printable ASCII of at most 99 characters, and names the incident', () => {
  fc.assert(
    fc.property(hostile, (title) => {
      const subject = subjectOf({ ...incident, title });
      expect(subject).toMatch(/^[\x20-\x7E]{1,99}$/);
      expect(subject).toMatch(/^SEV-1 .*\(K7MQ\)$/);
    }),
  );
});

test('whatever an event says: it adds no line and no link to the mail', () => {
  const lines = (of: Partial<Incident>, saying: Saying) =>
    mailText({ ...page, saying }, { ...incident, ...of }, { ...facts, accountName: undefined }).body.split('\n');
  fc.assert(
    fc.property(hostile, (text) => {
      for (const saying of everySaying(next)) {
        const calm = lines(
          { summary: 'x', title: 'x', measured: 'x', account: 'x', region: 'x', severityBecause: 'x' },
          saying,
        );
        for (const summary of [text, undefined]) {
          const told = lines(
            { summary, title: text, measured: text, account: text, region: text, severityBecause: text },
            saying,
          );
          expect(told).toHaveLength(calm.length);
          expect(
            told
              .filter((line) => line.includes('://'))
              .every((line) => line.includes(link) || line.includes('wiki.example.com')),
          ).toBe(true);
        }
      }
    }),
    { numRuns: 30 },
  );
});
