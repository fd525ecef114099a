import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { AlertQueue } from '../ports';
import { clientOptions } from './client-options';

/** Seconds until a message that failed is delivered again: a page must not wait for the queue's own time-out. */
const soon = 15;

/** The queue that alerts come from. */
export function alertQueue(queueUrl: string, client = new SQSClient(clientOptions)): AlertQueue {
  return {
    async retrySoon(receiptHandle) {
      const call = { QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: soon };
      await client.send(new ChangeMessageVisibilityCommand(call));
    },

    async send(event) {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: event }));
    },
  };
}
