import { ListSubscriptionsByTopicCommand, NotFoundException, SNSClient } from '@aws-sdk/client-sns';
import type { TopicSubscription, TopicSubscriptions } from '../reach-ports';
import { clientOptions } from './client-options';

/**
 * What SNS says of the subscriptions of people's topics. Where one is not confirmed, or was ended, a word stands for its ARN.
 * @param topics topic ARN by responder id
 */
export function topicSubscriptions(
  topics: Readonly<Record<string, string>>,
  client = new SNSClient(clientOptions),
): TopicSubscriptions {
  return {
    async of(person) {
      const TopicArn = topics[person];
      if (TopicArn === undefined) return undefined;
      const found: TopicSubscription[] = [];
      let NextToken: string | undefined;
      do {
        const answer = await client
          .send(new ListSubscriptionsByTopicCommand({ TopicArn, NextToken }))
          .catch((error: unknown) => {
            if (error instanceof NotFoundException) return undefined;
            throw error;
          });
        for (const { Protocol = '', Endpoint = '', SubscriptionArn = '' } of answer?.Subscriptions ?? [])
          found.push({ protocol: Protocol, endpoint: Endpoint, confirmed: SubscriptionArn.startsWith('arn:') });
        NextToken = answer?.NextToken;
      } while (NextToken !== undefined && NextToken !== '');
      return found;
    },
  };
}
