import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetters } from '../ports';
import { clientOptions } from './client-options';

/** The dead-letter queue of intake, for what can never succeed: it goes there at first sight, with the reason. */
export function deadLetterQueue(queueUrl: string, client = new SQSClient(clientOptions)): DeadLetters {
  return {
    async put(body, reason) {
      const MessageAttributes = { reason: { DataType: 'String', StringValue: reason } };
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, MessageAttributes }));
    },
  };
}
