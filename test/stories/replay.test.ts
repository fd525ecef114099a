import { callEventBridge } from '../../bin/cli/event-bridge';
import { alarmEvent } from '../support/alarm-event';
import { Story } from '../support/story';

describe('a replay', () => {
  let story: Story;
  beforeEach(async () => void (story = await Story.begin()));
  afterEach(() => story.end());

  const replay = async (which: 'AlertBusReplay' | 'AccountReplay', from: number, to: number) => {
    const { outputs } = story.stack;
    const [EventSourceArn, Arn, ...FilterArns] = outputs[which]!.split(' ');
    const credentials = { accessKeyId: 'alex', secretAccessKey: 'local' };
    const target = {
      eventBridge: `http://127.0.0.1:${story.stack.ports.aws}`,
      signer: { region: 'eu-central-1', credentials },
    };
    const window = { EventStartTime: from / 1_000, EventEndTime: to / 1_000 };
    const asked = { ReplayName: `tocsin-${which}`, EventSourceArn, ...window, Destination: { Arn, FilterArns } };
    await callEventBridge(target, 'StartReplay', asked);
    await story.clock.quiet();
  };

  test('I10: of a whole incident opens nothing, pages nobody and writes nothing down, from both archives', async () => {
    const from = story.now;
    await story.alarm('checkout-5xx');
    await story.wait(1);
    const elsewhere = { ...alarmEvent('sign-in-errors', 'ALARM', story.now), account: '210987654321' };
    await story.event(elsewhere, story.stack.outputs['AlertBusName']);
    await story.wait(2);
    await story.alarm('checkout-5xx', 'OK');
    await story.wait(2);
    const before = await story.incidents(true);
    const lines = await Promise.all(before.map(({ id }) => story.timeline(id)));
    story.messages();
    for (const which of ['AlertBusReplay', 'AccountReplay'] as const) await replay(which, from, story.now);
    expect(await story.incidents(true)).toEqual(before);
    expect(await Promise.all(before.map(({ id }) => story.timeline(id)))).toEqual(lines);
    story.expectMessages([]);
  });

  test('I1: brings in what was lost, and it pages', async () => {
    const from = story.now;
    story.stack.faults.set([{ service: 'events', operation: 'DeliverToQueue', kind: 'lost', nth: 1 }]);
    await story.alarm('checkout-5xx');
    expect(await story.incidents(true)).toEqual([]);
    story.stack.faults.set([]);
    await story.wait(1);
    await replay('AccountReplay', from, story.now);
    expect((await story.incident()).severity).toBe('SEV-1');
    expect(story.messages().map(({ kind }) => kind)).toContain('page');
  });
});
