import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Log, Notifier } from '../ports';
import { clientOptions } from './client-options';

/**
 * One topic per responder; each subscription filters on the `channel` attribute, so that one publish carries a page on
 * all its channels.
 * @param topics topic ARN by responder id
 * @param lastResort stands in for a responder whose topic a deployment took away
 */
export function responderTopics(
  topics: Readonly<Record<string, string>>,
  lastResort: string,
  log: Log,
  client = new SNSClient(clientOptions),
): Notifier {
  return {
    async send({ message, subject, email, sms }) {
      const own = topics[message.to];
      if (own === undefined) log('T304', { responder: message.to, incident: message.incidentId });
      const attribute = (value: string | number) => ({ DataType: 'String', StringValue: String(value) });
      await client.send(
        new PublishCommand({
          TopicArn: own ?? topics[lastResort],
          MessageStructure: 'json',
          Message: JSON.stringify({ default: email, email, sms }),
          Subject: subject,
          MessageAttributes: {
            channel: { DataType: 'String.Array', StringValue: JSON.stringify(message.channels) },
            kind: attribute(message.kind),
            incidentId: attribute(message.incidentId),
            responder: attribute(message.to),
            level: attribute(message.level),
            attempt: attribute(message.attempt),
            'AWS.SNS.SMS.SMSType': attribute('Transactional'),
          },
        }),
      );
    },
  };
}
