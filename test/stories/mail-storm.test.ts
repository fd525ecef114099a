import type { OutboxMessage } from '../../local/sns/outbox';
import { Story } from '../support/story';

/** How many incidents open at once. */
const incidents = 12;

function perSecond(messages: readonly OutboxMessage[]): number[] {
  const seconds = new Map<string, number>();
  for (const { at } of messages) seconds.set(at.slice(0, 19), (seconds.get(at.slice(0, 19)) ?? 0) + 1);
  return [...seconds.values()];
}

test('L3: a storm: at most five mails in a second, text messages at once, and nothing is dropped', async () => {
  const story = await Story.begin();
  try {
    for (let each = 0; each < incidents; each++) {
      const tags = { 'tocsin:service': `service-${each}`, 'tocsin:severity': 'SEV-1' };
      await story.alarm(`errors-of-${each}`, 'ALARM', { tags });
    }
    await story.clock.quiet();
    const atOnce = story.messages();
    expect(new Set(atOnce.filter(({ channel }) => channel === 'sms').map(({ at }) => at)).size).toBe(1);
    expect(atOnce.filter(({ channel }) => channel === 'email')).toHaveLength(5);
    await story.wait(0.9);
    const mails = story.stack.messages().filter(({ channel }) => channel === 'email');
    expect(Math.max(...perSecond(mails))).toBe(5);
    const informed = mails.filter(({ responder }) => responder === 'kim').map(({ incidentId }) => incidentId);
    expect(new Set(informed).size).toBe((await story.incidents()).length);
    expect(story.stack.lambda.failures()).toEqual([]);
    expect(story.stack.denied()).toEqual([]);
  } finally {
    await story.stack.stop();
  }
});
