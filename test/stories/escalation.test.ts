import { Story } from '../support/story';

/** Everything one person got, as `kind level` per page, however many channels carried it. */
function pagesOf(messages: ReturnType<Story['messages']>, responder: string): number {
  return messages.filter(
    (message) => message.kind === 'page' && message.channel === 'sms' && message.responder === responder,
  ).length;
}

const both = (kind: string, responder: string, level: number) => [
  `${kind} sms ${responder} ${level}`,
  `${kind} email ${responder} ${level}`,
];

describe('nobody acknowledges', () => {
  let story: Story;
  beforeEach(async () => void (story = await Story.begin()));
  afterEach(() => story.end());

  test.each([
    { minutes: 5, alex: 3, sam: 1, kim: 0 },
    { minutes: 10, alex: 3, sam: 3, kim: 1 },
    { minutes: 14, alex: 3, sam: 3, kim: 3 },
    { minutes: 19, alex: 3, sam: 3, kim: 3 },
    { minutes: 20, alex: 4, sam: 4, kim: 4 },
    { minutes: 40, alex: 6, sam: 6, kim: 6 },
  ])(
    'M7 M84 M90: SEV-1, after $minutes minutes: level 1 $alex, level 2 $sam, level 3 $kim pages',
    async ({ minutes, alex, sam, kim }) => {
      await story.alarm('checkout-5xx');
      await story.wait(minutes);
      const messages = story.messages();
      expect({ alex: pagesOf(messages, 'alex'), sam: pagesOf(messages, 'sam'), kim: pagesOf(messages, 'kim') }).toEqual(
        { alex, sam, kim },
      );
    },
  );

  test.each([
    { minutes: 0, alex: 1, sam: 0, kim: 0 },
    { minutes: 5, alex: 2, sam: 0, kim: 0 },
    { minutes: 10, alex: 2, sam: 1, kim: 0 },
    { minutes: 25, alex: 2, sam: 2, kim: 2 },
    { minutes: 49, alex: 2, sam: 2, kim: 2 },
    { minutes: 50, alex: 3, sam: 3, kim: 3 },
    { minutes: 110, alex: 5, sam: 5, kim: 5 },
  ])(
    'M8 M84: SEV-2, after $minutes minutes: level 1 $alex, level 2 $sam, level 3 $kim pages',
    async ({ minutes, alex, sam, kim }) => {
      await story.alarm('ServerCpuTooHigh');
      await story.wait(minutes);
      const messages = story.messages();
      expect({ alex: pagesOf(messages, 'alex'), sam: pagesOf(messages, 'sam'), kim: pagesOf(messages, 'kim') }).toEqual(
        { alex, sam, kim },
      );
    },
  );

  test('M9 M10 M87: SEV-3 and SEV-4 send mail only and never escalate', async () => {
    await story.alarm('api-traffic-low');
    await story.alarm('dashboard-charts');
    story.expectMessages(['notice email alex 1', 'notice email alex 1']);
    await story.wait(3 * 60);
    story.expectMessages([]);
    expect((await story.incidents()).map(({ severity }) => severity).sort()).toEqual(['SEV-3', 'SEV-4']);
  });
});

describe('an acknowledgement', () => {
  let story: Story;
  beforeEach(async () => {
    story = await Story.begin();
    await story.alarm('ServerCpuTooHigh');
    story.expectMessages([...both('page', 'alex', 1), 'notice email sam 2']);
  });
  afterEach(() => story.end());

  test('I4: stops the paging, and who was paged is told who has it', async () => {
    await story.wait(10);
    story.expectMessages([...both('page', 'alex', 1), ...both('page', 'sam', 2)]);
    expect((await story.press(story.linkOf('sam'))).status).toBe(303);
    story.expectMessages(both('notice', 'alex', 1));
    expect(await story.incident()).toMatchObject({
      acknowledgedBy: 'Sam',
      acknowledgedAt: new Date(story.now).toISOString(),
    });
    await story.wait(24);
    story.expectMessages([]);
  });

  test('lapses after an hour without a sign of life, and level 1 is paged again, then level 2', async () => {
    await story.press(story.linkOf('alex'));
    await story.wait(59);
    expect(story.messages().filter(({ kind }) => kind === 'page')).toEqual([]);
    await story.wait(1);
    expect(pagesOf(story.messages(), 'alex')).toBe(1);
    expect((await story.incident()).acknowledgedBy).toBeNull();
    await story.wait(10);
    const later = story.messages();
    expect([pagesOf(later, 'alex'), pagesOf(later, 'sam')]).toEqual([1, 1]);
  });

  test('holds while the person presses "Still on it"', async () => {
    await story.press(story.linkOf('alex'));
    for (let hour = 0; hour < 3; hour++) {
      await story.wait(50);
      await story.press(story.linkOf('alex'));
    }
    expect(story.messages().filter(({ kind }) => kind === 'page')).toEqual([]);
    expect((await story.incident()).acknowledgedBy).toBe('Alex');
    const types = (await story.timeline((await story.incident()).id)).map(({ type }) => type);
    expect(types.filter((type) => type === 'StillOnIt')).toHaveLength(3);
  });

  test('M58: acknowledged but unresolved for 4 hours, a level up is told by mail, once', async () => {
    await story.press(story.linkOf('alex'));
    for (let half = 0; half < 10; half++) {
      await story.wait(30);
      const { id } = await story.incident();
      await story.command(id, 'update', { note: 'Still looking.' });
    }
    const told = story
      .messages()
      .filter(({ kind, responder, channel }) => kind === 'notice' && responder === 'sam' && channel === 'email');
    expect(told).toHaveLength(1);
    expect(told[0]!.body).toContain('Alex has had this since');
  });
});
