import { configuration } from '../../config';
import { askForTest, noTestPages, testAnswered, testedBy, withWeekly, type TestPages } from '../../domain/test-page';
import { hour, plus } from '../../domain/instant';
import { whyNotReached } from '../../domain/reach';
import { noKnownChannels } from '../../domain/channel-audit';
import { sendTestPage } from '../../lambdas/notify-responders/send-test-page';
import type { OutgoingMessage } from '../../lambdas/ports';
import { readTestLinkToken } from '../../lambdas/test-link-token';
import { memoryKeys } from './support/memory-outbox';
import { memoryReach } from './support/memory-reach';
import { recorders } from './support/recorders';

const monday = '2026-11-23T12:00:00.000Z';
const alex = configuration.responders[0]!;

function scene(tests: TestPages = noTestPages) {
  const reach = memoryReach();
  reach.kept.set('alex', tests);
  const sent: OutgoingMessage[] = [];
  const { log, codes } = recorders();
  const linkKeys = memoryKeys();
  let now = monday;
  let failing = false;
  const pushed: OutgoingMessage[] = [];
  const push = async (outgoing: OutgoingMessage) => void pushed.push(outgoing);
  const notifier = {
    send: async (outgoing: OutgoingMessage) => {
      if (failing) throw new Error('SNS is down');
      sent.push(outgoing);
    },
  };
  const deps = { reach, notifier, push, linkKeys, apiUrl: 'https://x', now: () => Date.parse(now), log };
  return {
    ...{ reach, sent, pushed, codes, linkKeys },
    run: (at: string, to = 'alex') => ((now = at), sendTestPage(to, deps)),
    fail: (fails: boolean) => (failing = fails),
    tests: () => reach.kept.get('alex')!,
    missedAt: (at: string) => whyNotReached('alex', reach.kept.get('alex'), noKnownChannels, at),
  };
}

const weekly = () => withWeekly(noTestPages, alex, {}, monday)!;
const tuesday = '2026-11-24T09:00:00.000Z';

test('M43: what is due each week leaves once however often it is driven, each channel with a link of its own', async () => {
  const { run, sent, tests, linkKeys } = scene(weekly());
  await run(plus(tuesday, -1));
  expect(sent).toEqual([]);
  await Promise.all([run(tuesday), run(tuesday), run(tuesday)]);
  await run(plus(tuesday, hour));
  expect(sent).toHaveLength(1);
  expect(sent[0]!.message).toMatchObject({ kind: 'test', to: 'alex', channels: ['sms', 'email'], incidentId: 'test' });
  expect(tests()).toMatchObject({ number: 1, sentAt: tuesday, weekly: { at: '2026-12-01T09:00:00.000Z' } });
  const links = [sent[0]!.email, sent[0]!.sms].map((text) => /\/a\/(\S+)/.exec(text)![1]!);
  const read = await Promise.all(links.map((token) => readTestLinkToken(token, ['sam', 'alex'], linkKeys)));
  expect(read).toEqual([
    { person: 'alex', number: 1, channel: 'email' },
    { person: 'alex', number: 1, channel: 'sms' },
  ]);
  expect(await readTestLinkToken(links[0]!, ['sam'], linkKeys)).toBeUndefined();
});

test('F3: one that could not be sent is sent by the next run, a minute later, under the same number', async () => {
  const { run, sent, fail, tests } = scene(weekly());
  fail(true);
  await expect(run(tuesday)).rejects.toThrow('SNS is down');
  fail(false);
  await run(plus(tuesday, 30_000));
  expect(sent).toEqual([]);
  await run(plus(tuesday, 60_000));
  expect([sent.length, tests().number, tests().sentAt]).toEqual([1, 1, plus(tuesday, 60_000)]);
});

test('M43: not answered for a day, the last resort is told once, and the person is shown until one is answered', async () => {
  const { run, sent, tests, missedAt, reach } = scene(weekly());
  await run(tuesday);
  await run(plus(tuesday, 24 * hour - 1));
  expect([sent.length, missedAt(plus(tuesday, 24 * hour - 1))]).toEqual([1, []]);
  await run(plus(tuesday, 24 * hour));
  await run(plus(tuesday, 25 * hour));
  expect(sent.slice(1).map(({ message: { to, kind }, subject }) => [to, kind, subject])).toEqual([
    ['kim', 'notice', 'Alex may not be reachable: test page not acknowledged'],
  ]);
  await run(plus(tuesday, 7 * 24 * hour));
  const shown = [{ why: 'test-missed', sentAt: tuesday }];
  expect([tests().number, missedAt(plus(tuesday, 7 * 24 * hour))]).toEqual([2, shown]);
  const answered = testAnswered(tests(), { number: 2, channel: 'sms' }, plus(tuesday, 7 * 24 * hour + 1))!;
  reach.kept.set('alex', answered);
  expect(missedAt(plus(tuesday, 9 * 24 * hour))).toEqual([]);
  await run(plus(tuesday, 9 * 24 * hour));
  expect(sent).toHaveLength(3);
});

test('an answer that comes while the page is still leaving is kept', async () => {
  const { run, tests, reach, sent } = scene(askForTest(noTestPages, testedBy(alex), monday) as TestPages);
  const keep = reach.keepTests;
  reach.keepTests = async (person, next) => {
    const first = next.takenUntil !== undefined;
    const kept = await keep(person, next);
    if (first) await keep(person, testAnswered(tests(), { number: 1, channel: 'sms' }, monday)!);
    return kept;
  };
  await run(monday);
  expect(sent).toHaveLength(1);
  expect(tests()).toMatchObject({ answeredAt: monday, sentAt: monday, proven: { sms: monday } });
});

test('a push has a link of its own, and carries the test where SNS does not', async () => {
  const { run, pushed, sent, fail, tests, linkKeys } = scene(
    askForTest(noTestPages, ['push', 'sms'], monday) as TestPages,
  );
  fail(true);
  await run(monday);
  expect([sent.length, pushed.length, tests().sentAt]).toEqual([0, 1, monday]);
  const token = pushed[0]!.link!.split('/').at(-1)!;
  expect(await readTestLinkToken(token, ['alex'], linkKeys)).toMatchObject({ channel: 'push' });
});

test('whoever left the configuration is promised nothing any more', async () => {
  const { run, sent, reach } = scene();
  reach.kept.set('gone', weekly());
  await run(tuesday, 'gone');
  expect([sent.length, reach.kept.get('gone')!.weekly]).toEqual([0, undefined]);
});
