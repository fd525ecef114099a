import type { OnCallAnswer } from '../../bin/cli/on-call-answer';
import { Story } from '../support/story';

/** Who may not be reached, by the answer that tells who would be called. */
async function notReached(story: Story): Promise<Record<string, readonly string[]>> {
  const { calls } = JSON.parse((await story.api('GET', '/on-call')).body) as OnCallAnswer;
  const people = calls.flatMap((call) => call.people).filter(({ notReached: why = [] }) => why.length > 0);
  return Object.fromEntries(people.map(({ person, notReached: why = [] }) => [person, why.map((each) => each.why)]));
}

test('M43: a test page is ordered, sent as pages are, and answered by a press alone; it is no incident and nothing public', async () => {
  const story = await Story.begin();
  const ordered = await story.api('POST', '/test-pages', { person: 'alex' });
  expect(ordered).toMatchObject({ status: 200 });
  const sent = story.messages();
  expect(sent.map(({ kind, channel, responder, level }) => [kind, channel, responder, level])).toEqual([
    ['test', 'email', 'alex', 1],
    ['test', 'sms', 'alex', 1],
  ]);
  const [mail, sms] = sent;
  expect(sms!.body).toBe(`TEST, nothing is broken. Tap ACK to prove pages reach you\n${sms!.link}`);
  expect(mail!.link).not.toBe(sms!.link);
  expect((await story.api('POST', '/test-pages', { person: 'alex' })).status).toBe(409);

  for (const method of ['GET', 'HEAD', 'GET']) expect((await story.get(sms!.link!, method)).status).toBe(200);
  expect((await story.get(sms!.link!)).body).toContain('Do pages reach you, Alex?');
  expect(await story.press(sms!.link!)).toMatchObject({ status: 303 });
  expect((await story.get(sms!.link!)).body).toContain('Pages reach you, Alex.');
  expect((await story.press(`${sms!.link!}/hold`)).status).toBe(404);
  const { people } = JSON.parse((await story.api('GET', '/doctor')).body) as DoctorAnswer;
  expect(people.find(({ id }) => id === 'alex')!.test.proven).toEqual({ sms: expect.any(String) as string });

  await story.wait(2);
  await story.api('POST', '/test-pages', { person: 'alex', channel: 'email' });
  expect(story.messages().map(({ channel }) => channel)).toEqual(['email']);
  const [old, wrong] = [await story.press(sms!.link!), await story.press(sms!.link!.replace(/.$/, '_'))];
  expect([old.status, old.body]).toEqual([404, wrong.body]);
  expect(await story.incidents(true)).toEqual([]);
  expect(/TEST|Alex|test page/.test(story.everythingPublic())).toBe(false);
  await story.end();
});

interface DoctorAnswer {
  readonly people: readonly { readonly id: string; readonly test: { readonly proven: object } }[];
}

test('M43: on Tuesday at ten by their clock everybody is tested, once', async () => {
  const story = await Story.begin({ start: Date.parse('2026-11-24T08:58:00.000Z') });
  await story.wait(5);
  story.expectMessages(['test email alex 1', 'test sms alex 1', 'test email sam 1', 'test sms sam 1']);
  await story.end();
});

test('a subscription that a mail filter ended is told once, by text message and to the last resort, and shown until it is there again', async () => {
  const story = await Story.begin();
  await story.wait(14);
  story.stack.sns.setAddress('alex@example.com', 'ended');
  await story.wait(30);
  expect(story.messages().map(({ channel, responder, kind }) => `${kind} ${channel} ${responder}`)).toEqual([
    'notice sms alex',
    'notice email kim',
  ]);
  expect(await notReached(story)).toEqual({ alex: ['channel-unconfirmed'] });
  story.stack.sns.setAddress('alex@example.com');
  story.stack.sns.setAddress('sam@example.com', 'pending');
  await story.wait(16);
  expect(await notReached(story)).toEqual({ sam: ['channel-unconfirmed'] });
  story.messages();
  await story.end();
});
