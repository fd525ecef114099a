import { Story } from '../support/story';

test('M24 M29: a false alarm is one tap behind the link; it resolves nothing, is taken back as easily, and is counted', async () => {
  const story = await Story.begin();
  await story.alarm('checkout-5xx');
  const link = story.linkOf('alex');
  expect((await story.get(link)).body).not.toContain('It is a false alarm');
  await story.press(link);
  expect((await story.get(link)).body).toContain('It is a false alarm');
  expect((await story.press(`${link}/false-alarm`)).status).toBe(303);
  await story.press(`${link}/false-alarm`);
  expect((await story.get(link)).body).toContain('Alex called it a false alarm at 03:02.');
  await story.press(`${link}/no-false-alarm`);
  const { id, status } = await story.incident();
  expect(status).toBe('investigating');
  await story.command(id, 'resolve', { reason: 'The probe was wrong.', falsePositive: true });
  expect((await story.timeline(id)).map(({ type }) => type).filter((type) => type.includes('FalsePositive'))).toEqual([
    'MarkedFalsePositive',
    'FalsePositiveWithdrawn',
    'MarkedFalsePositive',
  ]);
  const report = JSON.parse((await story.api('GET', '/noise')).body) as { incidents: number; rows: object[] };
  expect(report).toMatchObject({
    incidents: 1,
    rows: [
      { rule: 'checkout-down', triggerClass: 'already-failing', incidents: 1, alerts: 1, pages: 1, falsePositives: 1 },
    ],
  });
  expect((await story.command(id, 'false-positive', { undo: true })).status).toBe(200);
  expect((await story.api('GET', '/noise?since=0')).status).toBe(400);
  story.messages();
  await story.end();
});
