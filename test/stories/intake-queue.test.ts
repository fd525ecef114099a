import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { alarmEvent, mutedAlarmEvent } from '../support/alarm-event';
import { Story } from '../support/story';

describe('the alert queue', () => {
  let story: Story;
  beforeEach(async () => void (story = await Story.begin()));
  afterEach(async () => {
    story.messages();
    await story.end();
  });

  const credentials = { accessKeyId: 'owner', secretAccessKey: 'local' };
  const options = () => ({
    endpoint: `http://127.0.0.1:${story.stack.ports.aws}`,
    region: 'eu-central-1',
    credentials,
  });

  test('F20 I1: what is no JSON is on the dead-letter queue at first receipt, with the reason; its neighbours are unhurt', async () => {
    const sqs = new SQSClient(options());
    const { AlertQueueUrl, AlertDlqUrl } = story.stack.outputs;
    const send = (body: string) => sqs.send(new SendMessageCommand({ QueueUrl: AlertQueueUrl, MessageBody: body }));
    await Promise.all([
      send('{"half'),
      send(JSON.stringify(alarmEvent('ServerCpuTooHigh', 'ALARM', story.now))),
      send('[]'),
    ]);
    await story.wait(0);
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: AlertDlqUrl, MessageAttributeNames: ['All'], MaxNumberOfMessages: 10 }),
    );
    expect(Messages).toHaveLength(1);
    expect(Messages![0]).toMatchObject({
      Body: '{"half',
      MessageAttributes: { reason: { StringValue: expect.stringContaining('no JSON') as string } },
    });
    const titles = (await story.incidents()).map(({ title }) => title).sort();
    expect(titles).toEqual(['ServerCpuTooHigh', 'unreadable unknown']);
    sqs.destroy();
  });

  test('M18: a custom Incident Alert on the alert bus opens, and its "resolved" is an OK', async () => {
    const bridge = new EventBridgeClient(options());
    const put = async (status: string) => {
      const Detail = JSON.stringify({
        schemaVersion: 1,
        dedupKey: 'job-7',
        status,
        title: 'nightly job',
        severity: 'SEV-3',
        detectionSource: 'internal',
      });
      await bridge.send(
        new PutEventsCommand({
          Entries: [
            {
              EventBusName: story.stack.outputs['AlertBusName'],
              Source: 'acme.jobs',
              DetailType: 'Incident Alert',
              Detail,
            },
          ],
        }),
      );
      await story.wait(0);
    };
    await put('firing');
    expect(await story.incident()).toMatchObject({ title: 'nightly job', severity: 'SEV-3' });
    await story.wait(1);
    await put('resolved');
    await story.wait(5);
    expect(await story.incidents()).toEqual([]);
    bridge.destroy();
  });

  test('what fires under a mute pages when the mute ends, unless it is OK by then', async () => {
    await story.event(mutedAlarmEvent('checkout-5xx', 'ALARM', story.now));
    await story.event(mutedAlarmEvent('ServerCpuTooHigh', 'ALARM', story.now));
    await story.wait(5);
    await story.event(mutedAlarmEvent('ServerCpuTooHigh', 'OK', story.now));
    expect(await story.incidents(true)).toEqual([]);
    await story.wait(7);
    expect((await story.incidents()).map(({ title }) => title)).toEqual(['checkout-5xx']);
    expect(story.messages().filter(({ kind }) => kind === 'page')).not.toEqual([]);
    await story.wait(30);
    expect((await story.incidents(true)).map(({ title }) => title)).toEqual(['checkout-5xx']);
  });

  test('tags outrank the rule table', async () => {
    await story.alarm('checkout-5xx', 'ALARM', { tags: { 'tocsin:severity': 'SEV-3' } });
    expect(await story.incident()).toMatchObject({ severity: 'SEV-3', service: 'checkout' });
    const [opened] = await story.timeline((await story.incident()).id);
    expect(opened!.text).toContain('because tag tocsin:severity=SEV-3');
  });
});
