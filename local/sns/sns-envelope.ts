import { REGION } from '../template/place';
import type { SnsMessage } from './sns-message';

/** The JSON in which SNS wraps a message for queues, functions and `email-json` (developer guide, "Message and JSON formats"). */
export function envelopeOf(message: SnsMessage, text: string, subscriptionArn: string, now: number): object {
  const attributes = Object.entries(message.attributes).map(([name, { type, value }]) => [
    name,
    { Type: type, Value: value },
  ]);
  return {
    Type: 'Notification',
    MessageId: message.id,
    TopicArn: message.topicArn,
    ...(message.subject !== undefined && { Subject: message.subject }),
    Message: text,
    Timestamp: new Date(now).toISOString(),
    SignatureVersion: '1',
    Signature: 'none-on-this-machine',
    SigningCertURL: `https://sns.${REGION}.amazonaws.com/none.pem`,
    UnsubscribeURL: unsubscribeUrl(subscriptionArn),
    ...(attributes.length > 0 && { MessageAttributes: Object.fromEntries(attributes) as object }),
  };
}

export function unsubscribeUrl(subscriptionArn: string): string {
  return `https://sns.${REGION}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`;
}
