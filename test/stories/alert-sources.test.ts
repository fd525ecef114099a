import type { BusEvent } from '../../local/event-bridge/bus-event';
import { fixture } from '../support/alert-fixtures';
import { Story } from '../support/story';

const send = (story: Story, name: string) => story.event(fixture(name) as unknown as BusEvent);

test('M1 M5 M18: GuardDuty says critical: a security SEV-1 that pages; seen again and imported by Security Hub it stays one', async () => {
  const story = await Story.begin();
  await send(story, 'guardduty-critical');
  const { id, ...incident } = await story.incident();
  expect(incident).toMatchObject({ severity: 'SEV-1', title: 'AttackSequence:IAM/CompromisedCredentials' });
  const [opened] = await story.timeline(id);
  expect(opened!.text).toContain('because GuardDuty says 9.3 (critical)');
  const lines = story.messages().map(({ kind, channel }) => `${kind} ${channel}`);
  expect(lines).toEqual(expect.arrayContaining(['page sms', 'page email']));

  await send(story, 'guardduty-high-seen-again');
  await send(story, 'security-hub-from-guardduty');
  expect(await story.incidents()).toHaveLength(1);
  await story.end();
});

test('M18: AWS Health closes in another region what it opened in this one; a canary that fails is another incident', async () => {
  const story = await Story.begin();
  await send(story, 'health-issue-open');
  await send(story, 'health-issue-backup-region');
  expect(await story.incidents()).toHaveLength(1);
  await send(story, 'health-issue-closed');
  const { id } = await story.incident();
  expect((await story.timeline(id)).map(({ type }) => type)).toContain('AlertCleared');
  await send(story, 'canary-failed');
  expect((await story.incidents()).map(({ title }) => title).sort()).toEqual([
    'AWS_EC2_OPERATIONAL_ISSUE',
    'buy-a-book',
  ]);
  story.messages();
  await story.end();
});

test('an alarm edited, then deleted, during its incident: two lines in the timeline, and not one message', async () => {
  const story = await Story.begin();
  await send(story, 'alarm-metric-alarm');
  story.messages();
  const explained = await story.api('POST', '/classify', { event: fixture('alarm-edited') });
  expect(JSON.parse(explained.body)).toEqual({
    kind: 'context',
    context: 'The alarm payments-5xx was edited: threshold 5, now 10.',
  });
  await send(story, 'alarm-edited');
  await send(story, 'alarm-edited');
  await send(story, 'alarm-deleted');
  const { id } = await story.incident();
  const changes = (await story.timeline(id)).filter(({ type }) => type.startsWith('Alarm'));
  expect(changes.map(({ type }) => type)).toEqual(['AlarmEdited', 'AlarmDeleted']);
  expect(changes[0]!.text).toContain('threshold 5, now 10');
  await story.end();
});
