import { alarmEvent } from '../support/alarm-event';
import { Story } from '../support/story';

describe('an alarm that comes and goes', () => {
  let story: Story;
  beforeEach(async () => void (story = await Story.begin()));
  afterEach(() => story.end());

  const pages = (channel = 'sms') =>
    story.messages().filter((message) => message.kind === 'page' && message.channel === channel);

  test('I2 I10 M24: the same event ten times is one incident, count 10, one page', async () => {
    const event = alarmEvent('ServerCpuTooHigh', 'ALARM', story.now);
    for (let time = 0; time < 10; time++) await story.event({ ...event, id: `again-${time}` });
    expect(await story.incident()).toMatchObject({ alertCount: 10, severity: 'SEV-2' });
    expect(pages()).toHaveLength(1);
  });

  test('M117: the moment the trouble began is read from the alarm itself', async () => {
    await story.alarm('checkout-5xx');
    const began = Date.parse((await story.incident()).startedAt!);
    expect(story.now - began).toBe(4 * 60_000);
    story.messages();
  });

  test('OK for 5 minutes before an acknowledgement: monitoring, no new level, level 1 is asked once more', async () => {
    await story.alarm('checkout-5xx');
    await story.wait(1);
    story.messages();
    await story.alarm('checkout-5xx', 'OK');
    await story.wait(4);
    expect(
      story
        .messages()
        .map(({ responder, kind, channel }) => `${kind} ${channel} ${responder}`)
        .sort(),
    ).toEqual([
      'page email alex',
      'page email alex',
      'page email sam',
      'page sms alex',
      'page sms alex',
      'page sms sam',
    ]);
    expect((await story.incident()).status).toBe('investigating');
    await story.wait(1);
    const asked = story.messages();
    expect(asked.map(({ kind, channel, responder }) => `${kind} ${channel} ${responder}`).sort()).toEqual([
      'page email alex',
      'page sms alex',
    ]);
    expect(asked.find(({ channel }) => channel === 'sms')!.body).toMatch(
      /^\w{4} checkout-5xx OK again 03:03, no ACK yet\. Kim won't be paged\nhttp/,
    );
    expect((await story.incident()).status).toBe('monitoring');
    await story.wait(29);
    expect(story.messages()).toEqual([]);
    await story.wait(1);
    story.expectMessages(['reminder sms alex 1', 'reminder email alex 1']);
  });

  test('FAILING AGAIN: a new ALARM in monitoring voids the acknowledgement and pages level 1 at once', async () => {
    await story.alarm('checkout-5xx');
    await story.press(story.linkOf('alex'));
    await story.alarm('checkout-5xx', 'OK');
    await story.wait(5);
    expect((await story.incident()).status).toBe('monitoring');
    story.messages();
    await story.wait(10);
    await story.alarm('checkout-5xx');
    const [page] = pages();
    expect(page!.body).toMatch(/^\w{4} checkout-5xx FAILING AGAIN 03:17\. Earlier ACK void\. ACK now\nhttp/);
    expect(await story.incident()).toMatchObject({ status: 'investigating', acknowledgedBy: null, alertCount: 2 });
    await story.wait(5);
    expect(pages().map(({ responder }) => responder)).toEqual(['alex', 'alex', 'sam']);
  });

  test('an OK older than the newest ALARM does not close it, and INSUFFICIENT_DATA is never taken for OK', async () => {
    await story.alarm('ServerCpuTooHigh');
    await story.wait(1);
    await story.alarm('ServerCpuTooHigh', 'OK', { at: story.now - 2 * 60_000 });
    await story.alarm('ServerCpuTooHigh', 'INSUFFICIENT_DATA');
    await story.wait(6);
    expect((await story.incident()).status).toBe('investigating');
    story.messages();
  });

  test('SEV-3 resolves by its lasting OK; an ALARM within 30 minutes reopens it, a later one opens a new incident', async () => {
    await story.alarm('api-traffic-low');
    await story.alarm('api-traffic-low', 'OK');
    await story.wait(5);
    expect(await story.incidents()).toEqual([]);
    const [first] = await story.incidents(true);
    await story.wait(29);
    await story.alarm('api-traffic-low');
    expect((await story.incident()).id).toBe(first!.id);
    await story.alarm('api-traffic-low', 'OK');
    await story.wait(40);
    await story.alarm('api-traffic-low');
    expect((await story.incident()).id).not.toBe(first!.id);
    expect((await story.incidents(true)).map(({ alertCount }) => alertCount)).toEqual([1, 2]);
    story.expectMessages(['notice email alex 1', 'notice email alex 1', 'notice email alex 1']);
  });

  test('a resolve by a person, then ALARM within 30 minutes: reopened, and paging continues at the level where it stopped', async () => {
    await story.alarm('ServerCpuTooHigh');
    await story.wait(10);
    const { id } = await story.incident();
    await story.press(story.linkOf('sam'));
    expect((await story.command(id, 'resolve', { reason: 'restarted' })).status).toBe(200);
    story.messages();
    await story.wait(10);
    await story.alarm('ServerCpuTooHigh');
    expect(await story.incident()).toMatchObject({ id, status: 'investigating', acknowledgedBy: null });
    expect(pages().map(({ responder, level }) => `${responder} ${level}`)).toEqual(['sam 2']);
    await story.wait(10);
    expect(pages().map(({ responder }) => responder)).toContain('kim');
  });

  test.each([
    ['a scaling alarm', { name: 'TargetTracking-service/x-AlarmHigh', tags: undefined }],
    ['tagged tocsin=ignore', { name: 'checkout-5xx', tags: { tocsin: 'ignore' } }],
    ["one of Tocsin's own", { name: 'Tocsin-AuditSilent', tags: undefined }],
  ])('ignored at intake: %s', async (_, { name, tags }) => {
    await story.alarm(name, 'ALARM', tags ? { tags } : {});
    expect(await story.incidents(true)).toEqual([]);
  });

  test('B1: a malformed alarm still pages, as unclassified', async () => {
    const event = alarmEvent('checkout-5xx', 'ALARM', story.now);
    const detail = { ...(event.detail as Record<string, unknown>), state: undefined, alarmName: 7 };
    await story.event({ ...event, detail });
    expect(await story.incident()).toMatchObject({ severity: 'SEV-2', service: null });
    expect(pages()).toHaveLength(1);
    const [opened] = await story.timeline((await story.incident()).id);
    expect(opened!.text).toContain('Needs a severity, please check');
  });
});
