import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { alarmEvent } from '../support/alarm-event';
import { Story } from '../support/story';

test('M18: an alarm that comes by EventBridge and by SNS is one incident and one page; a budget by SNS is another', async () => {
  const story = await Story.begin();
  const sns = new SNSClient({
    endpoint: `http://127.0.0.1:${story.stack.ports.aws}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'owner', secretAccessKey: 'local' },
  });
  const TopicArn = story.stack.outputs['AlarmTopicArn'];
  const publish = async (Subject: string, Message: string) => {
    await sns.send(new PublishCommand({ TopicArn, Subject, Message }));
    await story.wait(0);
  };
  await story.alarm('checkout-5xx');
  const pages = story.messages().length;
  expect(pages).toBeGreaterThan(0);
  const event = alarmEvent('checkout-5xx', 'ALARM', story.now);
  const { state } = event.detail as { state: { timestamp: string } };
  const alarm = {
    AlarmName: 'checkout-5xx',
    AlarmArn: event.resources[0],
    AWSAccountId: event.account,
    Region: 'EU (Frankfurt)',
    NewStateValue: 'ALARM',
    OldStateValue: 'OK',
    NewStateReason: 'Threshold Crossed',
    StateChangeTime: state.timestamp,
    Trigger: { MetricName: 'Http5xx', Namespace: 'Acme/Shop', Dimensions: [] },
  };
  await publish('ALARM: "checkout-5xx" in EU (Frankfurt)', JSON.stringify(alarm));
  expect(await story.incident()).toMatchObject({ alertCount: 2 });
  story.expectMessages([]);

  await publish(
    'AWS Budgets: Monthly has exceeded your alert threshold',
    'AWS Account 123456789012\n\nDear AWS Customer,',
  );
  const budget = (await story.incidents()).find(({ title }) => title.startsWith('AWS Budgets'));
  expect(budget).toMatchObject({ severity: 'SEV-3' });
  story.expectMessages(['notice email alex 1']);
  sns.destroy();
  await story.end();
});
