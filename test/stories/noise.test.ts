import { alarmEvent } from '../support/alarm-event';
import { Story } from '../support/story';

describe('noise', () => {
  let story: Story;
  beforeEach(async () => void (story = await Story.begin()));
  afterEach(() => story.end());

  const shown = async () => {
    const { id } = await story.incident();
    const answer = await story.api('GET', `/incidents/${id}`);
    return (JSON.parse(answer.body) as { incident: { severity: string; alerts: { name: string; signal: string }[] } })
      .incident;
  };

  test('M24: alarms of one service are one incident; a worse one raises it and pages; what came late stands at its time', async () => {
    await story.alarm('checkout-latency');
    story.expectMessages(['page sms alex 1', 'page email alex 1', 'notice email sam 2']);
    await story.wait(3);
    await story.alarm('checkout-5xx');
    story.expectMessages(['page sms alex 1', 'page email alex 1', 'notice email kim 3']);
    expect(await shown()).toMatchObject({
      severity: 'SEV-1',
      alerts: [
        { name: 'checkout-latency', signal: 'firing' },
        { name: 'checkout-5xx', signal: 'firing' },
      ],
    });
    const { id } = await story.incident();
    await story.alarm('checkout-5xx', 'OK', { at: story.now - 60_000 });
    const timeline = await story.timeline(id);
    expect(timeline.map(({ type }) => type).indexOf('AlertCameLate')).toBeLessThan(
      timeline.map(({ type }) => type).indexOf('AlertJoined'),
    );
    expect((await story.get(story.linkOf('alex'))).body).toContain('checkout-latency: fires');
  });

  test('a composite and its children are one incident and one page, whichever comes first', async () => {
    const composite = alarmEvent('everything', 'ALARM', story.now);
    const detail = composite.detail as { state: object };
    const arn = (name: string) => `arn:aws:cloudwatch:eu-central-1:123456789012:alarm:${name}`;
    const reasonData = JSON.stringify({ triggeringAlarms: [{ arn: arn('disk') }, { arn: arn('queue') }] });
    await story.alarm('disk');
    await story.event({ ...composite, detail: { ...detail, state: { ...detail.state, reasonData } } });
    await story.alarm('queue');
    expect((await shown()).alerts.map(({ name }) => name)).toEqual(['disk', 'everything', 'queue']);
    expect((await story.incident()).alertCount).toBe(3);
    story.expectMessages(['page sms alex 1', 'page email alex 1', 'notice email sam 2']);
  });
});
