import { Story } from '../support/story';

describe('the link in a message', () => {
  let story: Story;
  let link: string;
  beforeEach(async () => {
    story = await Story.begin();
    await story.alarm('checkout-5xx');
    story.messages();
    link = story.linkOf('alex');
  });
  afterEach(async () => {
    story.messages();
    await story.end();
  });

  const writes = () =>
    story.stack.faults.callsSeen().filter(({ operation }) => /Put|Update|Transact|Write|Publish|Start/.test(operation))
      .length;

  test('I11: GET and HEAD show and change nothing, however often a scanner looks', async () => {
    const before = writes();
    for (let look = 0; look < 3; look++) {
      const seen = await story.get(link);
      expect(seen.status).toBe(200);
      expect(seen.body).toContain('NOT ACKNOWLEDGED');
      expect(seen.body).toContain('Acknowledge as Alex');
      expect(seen.body).not.toContain('<script');
      expect((await story.get(link, 'HEAD')).status).toBe(200);
    }
    expect(writes()).toBe(before);
    expect((await story.incident()).acknowledgedBy).toBeNull();
  });

  test('POST of the very same URL acknowledges, whatever its body, and answers 303 back to it', async () => {
    const answer = await story.press(link);
    expect(answer.status).toBe(303);
    expect(new URL(String(answer.headers['location']), link).href).toBe(link);
    const after = await story.get(link);
    expect(after.body).toContain(
      'You have it, Alex, 03:02. Nobody else will be paged. Public update by 03:17. Your acknowledgement lapses at 03:32 unless you act.',
    );
    await story.wait(25);
    expect(story.messages().filter(({ kind }) => kind === 'page')).toEqual([]);
  });

  test('I10: pressing twice is as good as pressing once', async () => {
    await story.press(link);
    const { id } = await story.incident();
    const once = await story.timeline(id);
    expect((await story.press(link)).status).toBe(303);
    expect(await story.timeline(id)).toEqual(once);
  });

  test('the second person to press reads who has it', async () => {
    await story.wait(5);
    await story.press(story.linkOf('sam'));
    await story.press(link);
    expect((await story.get(link)).body).toContain('Sam has had it since 03:07.');
    expect((await story.incident()).acknowledgedBy).toBe('Sam');
  });

  test('after the end it says that there is nothing to do', async () => {
    const { id } = await story.incident();
    await story.command(id, 'resolve', { reason: 'a test' }, 'sam');
    expect((await story.get(link)).body).toContain('Resolved 03:02 by Sam. Nothing to do.');
    expect((await story.press(link)).status).toBe(303);
    expect((await story.incidents()).length).toBe(0);
  });

  test('I11 B8: any bad token gets the same 404 for GET and POST, and no call but the fetching of the key', async () => {
    const token = link.split('/a/')[1]!;
    const base = link.slice(0, -token.length);
    const swapped = token.startsWith('E') ? `F${token.slice(1)}` : `E${token.slice(1)}`;
    const bad = [
      'x',
      swapped,
      `${token}A`,
      token.slice(0, -1),
      token.toLowerCase(),
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      '%2e%2e%2fx',
      'A'.repeat(28),
    ];
    story.stack.faults.set([]);
    const answers = [];
    for (const tried of bad)
      for (const method of ['GET', 'POST'] as const) answers.push(await story.get(`${base}${tried}`, method));
    const copiedBadly = [base.slice(0, -1), `${link}/`, `${link}/hold`];
    for (const tried of copiedBadly) answers.push(await story.get(tried));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    expect(answers[0]!.status).toBe(404);
    expect(answers[0]!.body).toContain('This link does not work.</h1>');
    const calls = story.stack.faults.callsSeen().filter(({ caller }) => /responder/i.test(caller));
    expect(calls.filter(({ operation }) => operation !== 'GetSecretValue')).toEqual([]);
    expect(calls.length).toBeLessThanOrEqual(1);
  });

  test('Hold 15 min keeps the notice back from the page behind the link', async () => {
    expect((await story.get(link)).body).toContain('At 03:07 they will read: “Paying by card may fail or be slow.”');
    expect((await story.press(`${link}/hold`)).status).toBe(303);
    await story.wait(10);
    expect((await story.summary()).incidents).toEqual([]);
    expect((await story.get(link)).body).toContain('At 03:22 they will read');
    await story.wait(10);
    expect((await story.summary()).incidents).toHaveLength(1);
  });
});
