import type { BusEvent } from '../../local/event-bridge/bus-event';
import { fixture } from '../support/alert-fixtures';
import { night, Story } from '../support/story';

/** A fixture as if it happened so many minutes before the story begins. */
function changed(name: string, minutesBefore: number): BusEvent {
  const time = new Date(night - minutesBefore * 60_000).toISOString();
  const event = fixture(name) as unknown as BusEvent & { detail: object };
  return { ...event, time, detail: { ...event.detail, ...('at' in event.detail ? { at: time } : {}) } };
}

test('M50: deployments and changes page nobody, and stand with the incident that follows: mail, link, show', async () => {
  const story = await Story.begin();
  await story.event(changed('ecs-deployment-completed', 21));
  await story.event(changed('change-flag', 150));
  await story.event(changed('cloudformation-update-complete', 30));
  await story.event(changed('codebuild-failed', 10));
  await story.event(changed('change-without-title', 5));
  story.expectMessages([]);
  expect(await story.incidents(true)).toEqual([]);

  await story.alarm('checkout-5xx');
  const [mail] = story.messages().filter(({ kind, channel }) => kind === 'page' && channel === 'email');
  expect(mail!.body).toContain(`Changed   deployment of checkout succeeded 02:41 (ECS)
          stack checkout-production: update complete 02:32 (CloudFormation)
Runbook`);
  expect((await story.get(story.linkOf('alex'))).body).toContain('deployment of checkout succeeded 02:41 (ECS)');
  const { id } = await story.incident();
  const shown = JSON.parse((await story.api('GET', `/incidents/${id}`)).body) as { changes: { changed: string }[] };
  expect(shown.changes.map(({ changed }) => changed)).toEqual([
    'deployment of checkout succeeded',
    'stack checkout-production: update complete',
  ]);
  const listed = JSON.parse((await story.api('GET', '/changes?since=10800000')).body) as { changes: object[] };
  expect(listed.changes).toHaveLength(3);
  expect((await story.api('GET', '/changes?since=forever')).status).toBe(400);
  await story.end();
});
