import { Story } from '../support/story';

const both = (kind: string, responder: string, level: number) => [
  `${kind} sms ${responder} ${level}`,
  `${kind} email ${responder} ${level}`,
];

test('M9 M10 M83 M87: before nine on a Monday SEV-3 is mailed and SEV-4 waits; at nine SEV-3 pages and every SEV-4 comes in one mail', async () => {
  const story = await Story.begin({ start: Date.parse('2026-11-23T07:50:00.000Z') });
  await story.alarm('api-traffic-low');
  const quiet = { tags: { 'tocsin:severity': 'SEV-4' } };
  await story.alarm('chart-late', 'ALARM', quiet);
  await story.alarm('logo-missing', 'ALARM', quiet);
  story.expectMessages(['notice email alex 1']);
  await story.wait(9);
  story.expectMessages([]);
  await story.wait(1);
  story.expectMessages(both('page', 'alex', 1));
  await story.wait(1);
  const [digest, ...others] = story.messages().filter(({ subject }) => !subject?.startsWith('You are on call'));
  expect([digest!.responder, digest!.subject, others]).toEqual([
    'alex',
    expect.stringMatching(/^SEV-4: 2 incidents this morning \(\w{4} \w{4}\)$/),
    [],
  ]);
  await story.wait(59);
  story.expectMessages([...both('page', 'alex', 1), ...both('page', 'sam', 2)]);
  await story.end();
});

test('M82 M86: between two alarms the rotation hands over: the second page goes to whoever has it then, and both are told what is open', async () => {
  const tags = { 'tocsin:severity': 'SEV-2', 'tocsin:service': 'warehouse' };
  const story = await Story.begin({ start: Date.parse('2026-11-23T07:58:00.000Z') });
  await story.alarm('warehouse-load', 'ALARM', { tags });
  const first = story
    .messages()
    .map(({ kind, channel, responder, level }) => `${kind} ${channel} ${responder} ${level}`);
  expect(first.sort()).toEqual(['notice email alex 2', ...both('page', 'sam', 1)].sort());
  await story.wait(5);
  const told = story.messages();
  const mails = told.filter(({ kind }) => kind === 'notice');
  expect(told.filter(({ kind }) => kind === 'page').map(({ responder }) => responder)).toEqual(['alex', 'alex']);
  expect(mails.map(({ subject }) => subject).sort()).toEqual([
    'You are on call: Data',
    'You are on call: Data, second',
  ]);
  const { id } = await story.incident();
  expect(mails.map(({ body }) => body).join()).toContain(
    `${id}  SEV-2 warehouse-load, investigating since Mon 23 November`,
  );
  const looked = (await story.timeline(id)).filter(({ type }) => type === 'OnCallLookedUp').map(({ text }) => text);
  expect(looked).toHaveLength(2);
  expect(looked[0]).toContain('level 1 Sam (turn in data until 08:00 UTC)');
  expect(looked[1]).toContain('level 1 Alex (turn in data until Mon 30 November, 08:00 UTC)');
  await story.end();
});
