import { Story } from '../support/story';

test('M18 M24: what a person declares pages like an alarm, which joins it, twice said opens once, and only a person ends it', async () => {
  const story = await Story.begin();
  const wish = { title: 'Nobody can pay', severity: 'SEV-1', service: 'checkout', idempotencyKey: 'wish-0001' };
  for (let tries = 0; tries < 2; tries++) expect((await story.api('POST', '/incidents', wish)).status).toBe(200);
  story.expectMessages(['page sms alex 1', 'page email alex 1', 'notice email kim 3']);
  const incident = await story.incident();
  expect(incident).toMatchObject({ title: 'Nobody can pay', severity: 'SEV-1', alertCount: 1 });
  await story.press(story.linkOf('alex'));
  await story.alarm('checkout-latency');
  expect(await story.incident()).toMatchObject({ id: incident.id, alertCount: 2 });
  await story.alarm('checkout-latency', 'OK');
  await story.wait(20);
  expect((await story.incident()).status).toBe('investigating');
  await story.command(incident.id, 'resolve', { reason: 'The till was unplugged.' });
  expect(await story.incidents()).toEqual([]);
  story.messages();
  await story.end();
});
