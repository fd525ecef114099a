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

  /** After how many minutes level 1, 2 and 3 have been paged how often. */
  const tables: readonly { ids: string; severity: string; alarm: string; counts: Record<string, number[]> }[] = [
    {
      ids: 'M7 M84 M90',
      severity: 'SEV-1',
      alarm: 'checkout-5xx',
      counts: { 5: [3, 1, 0], 10: [3, 3, 1], 14: [3, 3, 3], 19: [3, 3, 3], 20: [4, 4, 4], 40: [6, 6, 6] },
    },
    {
      ids: 'M8 M84',
      severity: 'SEV-2',
      alarm: 'ServerCpuTooHigh',
      counts: {
        0: [1, 0, 0],
        5: [2, 0, 0],
        10: [2, 1, 0],
        25: [2, 2, 2],
        49: [2, 2, 2],
        50: [3, 3, 3],
        110: [5, 5, 5],
      },
    },
  ];

  test.each(tables)(
    '$ids: $severity, level 1, 2 and 3 are paged as often as the table says',
    async ({ alarm, counts }) => {
      await story.alarm(alarm);
      const messages: ReturnType<Story['messages']>[number][] = [];
      let passed = 0;
      for (const [minutes, expected] of Object.entries(counts)) {
        await story.wait(Number(minutes) - passed);
        passed = Number(minutes);
        messages.push(...story.messages());
        expect([minutes, ...['alex', 'sam', 'kim'].map((person) => pagesOf(messages, person))]).toEqual([
          minutes,
          ...expected,
        ]);
      }
    },
  );
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
