import { alarmEvent } from '../support/alarm-event';
import { Story } from '../support/story';

interface Answered {
  readonly sources: readonly {
    account: string;
    accountName: string | null;
    region: string;
    source: string;
    at: string;
  }[];
  readonly heartbeats: readonly { id: string }[];
  readonly never: readonly { kind: string; id: string }[];
}

test('M18: every account, region and source is listed with when it last spoke, and those that never did; nothing is called for it', async () => {
  const story = await Story.begin();
  const heard = async () => JSON.parse((await story.api('GET', '/sources')).body) as Answered;
  const before = await heard();
  expect(before.sources).toEqual([]);
  expect(before.never).toContainEqual({ kind: 'sources', id: 'cloudwatch', name: null });
  expect(before.never).toContainEqual({ kind: 'heartbeat', id: 'nightly-backup', name: 'nightly backup' });

  const began = story.now;
  const calls = async () => {
    story.stack.faults.set([]);
    await story.alarm('checkout-5xx', 'ALARM', { at: began });
    const seen = story.stack.faults.callsSeen();
    return seen.filter(({ caller, service }) => caller === 'IngestAlert' && service === 'dynamodb').length;
  };
  expect(await calls()).toBe(3);
  await story.wait(6);
  expect(await calls()).toBe(2);
  const elsewhere = { ...alarmEvent('checkout-5xx', 'ALARM', story.now), region: 'us-east-1' };
  await story.event(elsewhere, story.stack.outputs['AlertBusName']);
  // What happened long ago tells nothing of now.
  await story.event({ ...elsewhere, account: '210987654321', time: '2026-11-20T02:02:00Z' });

  const { sources, never } = await heard();
  const rows = sources.map(({ accountName, region, source, at }) => [accountName, region, source, Date.parse(at)]);
  expect(rows).toEqual([
    ['payments-prod', 'us-east-1', 'aws.cloudwatch', story.now],
    ['payments-prod', 'eu-central-1', 'aws.cloudwatch', began],
  ]);
  expect(never.map(({ id }) => id)).not.toContain('cloudwatch');
  story.messages();
  await story.end();
});
