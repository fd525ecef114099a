import type { BusEvent } from '../../local/event-bridge/bus-event';
import { alarmEvent } from '../support/alarm-event';
import { Story } from '../support/story';

const minute = 60_000;
/** How long the nightly backup of the example may be silent, in minutes: a day and two hours. */
const allowed = 26 * 60;

/** The report of a job that ran so many minutes ago, as the job puts it on the alert bus. */
function report(story: Story, minutesAgo = 0): Promise<void> {
  const event: BusEvent = {
    ...alarmEvent('unused', 'OK', story.now - minutesAgo * minute),
    'detail-type': 'Heartbeat',
    source: 'acme.backup',
    resources: [],
    detail: { heartbeat: 'nightly-backup' },
  };
  return story.event(event, story.stack.outputs['AlertBusName']);
}

test('M18: a job that is silent beyond its grace is an alert within 90 s, once; its next report resolves it', async () => {
  const story = await Story.begin();
  await report(story, allowed - 2);
  await story.wait(2);
  expect(await story.incidents()).toEqual([]);
  await story.wait(1.5);
  expect(await story.incident()).toMatchObject({ title: 'nightly backup', severity: 'SEV-3', service: 'compute' });
  story.expectMessages(['notice email alex 1']);
  await story.wait(10);
  expect((await story.incident()).alertCount).toBe(1);

  await report(story);
  await story.wait(7);
  expect(await story.incidents()).toEqual([]);
  const [{ status } = { status: '' }] = await story.incidents(true);
  expect(status).toBe('resolved');
  story.messages();
  await story.end();
});

test('M18: cron reports with curl; a wrong secret and an unknown job are refused, and a report nobody promised is ignored', async () => {
  const story = await Story.begin();
  const post = async (id: string, secret = 'local-heartbeats') => {
    const url = `${story.stack.outputs['ResponderApiUrl']}/heartbeats/${id}`;
    const { status } = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${secret}` } });
    await story.clock.quiet();
    return status;
  };
  await report(story, allowed - 1);
  expect(await post('nightly-backup', 'guessed')).toBe(401);
  expect(await post('no-such-job')).toBe(404);
  expect(await post('nightly-backup')).toBe(202);
  await story.wait(5);
  expect(await story.incidents(true)).toEqual([]);
  await story.end();
});

test('M18: an alarm whose tag says so fires for having no data, and its data is its OK; any other only lost sight', async () => {
  const story = await Story.begin();
  await story.alarm('orders-per-minute', 'INSUFFICIENT_DATA');
  expect(await story.incidents(true)).toEqual([]);
  const tags = { 'tocsin:silence-alarm': 'true', 'tocsin:severity': 'SEV-3' };
  await story.wait(1);
  await story.alarm('orders-per-minute', 'INSUFFICIENT_DATA', { tags });
  expect(await story.incident()).toMatchObject({ title: 'orders-per-minute', severity: 'SEV-3' });
  await story.alarm('orders-per-minute', 'OK', { tags, at: story.now + 1 });
  await story.wait(7);
  expect(await story.incidents()).toEqual([]);
  story.messages();
  await story.end();
});
