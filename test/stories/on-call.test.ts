import type { OnCallAnswer } from '../../bin/cli/on-call-answer';
import { Story } from '../support/story';

const tags = { 'tocsin:severity': 'SEV-2', 'tocsin:service': 'warehouse' };
const hour = 3_600_000;

/** Who was paged by SMS since the story last looked. */
function pagedIn(story: Story): string[] {
  return story.messages().flatMap(({ kind, channel, responder, level }) => {
    return kind === 'page' && channel === 'sms' ? [`${responder} ${level}`] : [];
  });
}

async function firstCalled(story: Story, at: number, service = 'warehouse'): Promise<string> {
  const path = `/on-call?service=${service}&at=${new Date(at).toISOString()}`;
  const answer = JSON.parse((await story.api('GET', path)).body) as OnCallAnswer;
  return `${answer.calls[0]!.people[0]!.person} ${answer.calls[0]!.level}`;
}

test('an override pages whoever stands in from the next page on, a declared incident too; ended, the rotation counts again', async () => {
  const story = await Story.begin();
  const until = new Date(story.now + 8 * hour).toISOString();
  const stand = { rotation: 'data', person: 'kim', until, reason: 'Sam is ill' };
  await story.alarm('warehouse-load', 'ALARM', { tags });
  expect(pagedIn(story)).toEqual(['sam 1']);
  const made = JSON.parse((await story.api('POST', '/on-call/overrides', stand)).body) as { override: { id: string } };
  await story.wait(5);
  expect(pagedIn(story)).toEqual(['kim 1']);
  const { id } = await story.incident();
  const told = (await story.timeline(id)).map(({ text }) => text).join('\n');
  expect(told).toContain('level 1 Kim (override in data by Alex until 10:02 UTC: Sam is ill)');
  await story.command(id, 'resolve', { reason: 'A test.' });

  const declared = { title: 'No report', severity: 'SEV-2', service: 'warehouse', idempotencyKey: 'wish-0001' };
  story.messages();
  await story.api('POST', '/incidents', declared);
  expect(pagedIn(story)).toEqual(['kim 1']);
  await story.command((await story.incident()).id, 'resolve', { reason: 'A test.' });
  expect((await story.api('POST', `/on-call/overrides/${made.override.id}/end`, {})).status).toBe(200);
  story.messages();
  await story.alarm('warehouse-queue', 'ALARM', { tags });
  expect(pagedIn(story)).toEqual(['sam 1']);
  await story.end();
});

test('M93 M94: at 100 instants around a hand-off and many overrides, whoever tocsin on-call names is whoever is paged', async () => {
  const story = await Story.begin({ start: Date.parse('2026-11-23T07:31:00.000Z') });
  const at = (minutes: number) => new Date(story.now + minutes * 60_000).toISOString();
  const arrange = (person: object, from: number, until: number) =>
    story.api('POST', '/on-call/overrides', {
      ...{ rotation: 'data', reason: 'agreement', ...person },
      ...{ from: at(from), until: at(until) },
    });
  for (let index = 0; index < 12; index++)
    await arrange(index % 3 === 0 ? { swap: ['alex', 'sam'] } : { person: 'kim' }, index * 5 + 1, index * 5 + 4);
  const seen = new Set<string>();
  for (let index = 0; index < 100; index++) {
    const expected = await firstCalled(story, story.now);
    await story.alarm(`warehouse-${index}`, 'ALARM', { tags });
    const fresh = story.messages();
    const pages = fresh.filter(({ kind, channel }) => kind === 'page' && channel === 'sms');
    expect([index, pages.map(({ responder, level }) => `${responder} ${level}`)]).toEqual([index, [expected]]);
    seen.add(expected);
    await story.command(pages[0]!.incidentId!, 'resolve', { reason: 'Agreement.' });
    await story.wait(0.3 + (index % 3) * 0.3);
    story.messages();
  }
  expect([...seen].sort()).toEqual(['alex 1', 'kim 1', 'sam 1']);
  await story.end();
}, 90_000);
