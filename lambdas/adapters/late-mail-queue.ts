import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { LateMails } from '../mail-pace';
import { clientOptions } from './client-options';

/** The queue in which mails wait for their second. */
export function lateMailQueue(queueUrl: string, client = new SQSClient(clientOptions)): LateMails {
  return {
    async keep(mail, DelaySeconds) {
      await client.send(
        new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(mail), DelaySeconds }),
      );
    },
  };
}
