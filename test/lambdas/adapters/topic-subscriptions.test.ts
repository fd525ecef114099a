import { ListSubscriptionsByTopicCommand, NotFoundException, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { topicSubscriptions } from '../../../lambdas/adapters/topic-subscriptions';

const client = new SNSClient({});
const sns = mockClient(client);
beforeEach(() => sns.reset());
const subscriptions = topicSubscriptions({ alex: 'arn:alex' }, client);

test('all pages are read; what stands in place of an ARN is no confirmation', async () => {
  const row = (Protocol: string, SubscriptionArn: string) => ({
    Protocol,
    Endpoint: `${Protocol} of alex`,
    SubscriptionArn,
  });
  sns
    .on(ListSubscriptionsByTopicCommand)
    .resolvesOnce({ Subscriptions: [row('sms', 'arn:a'), row('email', 'PendingConfirmation')], NextToken: 'more' })
    .resolves({ Subscriptions: [row('email', 'Deleted')] });
  expect(await subscriptions.of('alex')).toEqual([
    { protocol: 'sms', endpoint: 'sms of alex', confirmed: true },
    { protocol: 'email', endpoint: 'email of alex', confirmed: false },
    { protocol: 'email', endpoint: 'email of alex', confirmed: false },
  ]);
  expect(sns.commandCalls(ListSubscriptionsByTopicCommand)[1]!.args[0].input.NextToken).toBe('more');
});

test('a topic that somebody removed has no subscriptions; any other failure is one', async () => {
  sns.on(ListSubscriptionsByTopicCommand).rejectsOnce(new NotFoundException({ message: 'gone', $metadata: {} }));
  expect(await subscriptions.of('alex')).toEqual([]);
  sns.on(ListSubscriptionsByTopicCommand).rejects(new Error('InternalError'));
  await expect(subscriptions.of('alex')).rejects.toThrow('InternalError');
  expect(await subscriptions.of('nobody')).toBeUndefined();
});
