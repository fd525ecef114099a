import { Story } from '../support/story';

test('I6: alarms that no rule knows page a person once in 30 minutes; the rest come as one page that names each', async () => {
  const story = await Story.begin();
  try {
    await story.alarm('unknown-0');
    await story.press(story.linkOf('alex'));
    for (let each = 1; each <= 6; each++) await story.alarm(`unknown-${each}`);
    await story.wait(4);
    const told = story.messages();
    expect(told.filter(({ kind, responder }) => kind === 'page' && responder === 'alex')).toHaveLength(2);
    const incidents = await story.incidents();
    expect(incidents).toHaveLength(7);

    await story.command(incidents.find(({ title }) => title === 'unknown-6')!.id, 'ack', { reason: 'known' });
    story.messages();
    await story.wait(26);
    const pages = story.messages().filter(({ kind, responder }) => kind === 'page' && responder === 'alex');
    const mails = pages.filter(({ channel }) => channel === 'email');
    expect(mails).toHaveLength(1);
    const waited = incidents.filter(({ title }) => /unknown-[1-5]$/.test(title));
    expect(waited).toHaveLength(5);
    for (const { id, title } of waited) expect(mails[0]!.body).toContain(`${title} (${id})`);
    expect(mails[0]!.body).not.toContain('unknown-6');
    expect(pages.find(({ channel }) => channel === 'sms')?.body.length).toBeLessThanOrEqual(160);

    await story.press(mails[0]!.link!);
    expect((await story.incidents()).filter(({ acknowledgedBy }) => acknowledgedBy !== null)).toHaveLength(3);
  } finally {
    await story.stack.stop();
  }
});
