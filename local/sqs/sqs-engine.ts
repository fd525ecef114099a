import type { Clock } from '../clock';
import type { ApiRequest, ApiResponse, Engine, Permission } from '../engine';
import type { ResolvedResource } from '../template/resolved-resource';
import type { MessageAttributes } from './message-attributes';
import { Queue, type QueuedMessage } from './queue';
import { SqsError, sqsFailure } from './sqs-error';
import * as operations from './sqs-operations';

/** An API call's input, with the fields that several operations share. */
interface QueueInput {
  readonly QueueUrl?: string;
  readonly QueueName?: string;
  readonly QueueNamePrefix?: string;
  readonly ReceiptHandle?: string;
  readonly VisibilityTimeout?: number;
  readonly AttributeNames?: readonly string[];
  /** Each batch operation reads its own kind of entries. */
  readonly Entries?: readonly never[];
}

/** IAM knows no batch actions of their own. */
const ACTION_OF: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

/** SQS with the queues of the template, over its JSON protocol. Long polls answer at once: the clock may stand still. */
export class SqsEngine implements Engine {
  readonly service = 'sqs';
  readonly failure = sqsFailure;
  private readonly queues: ReadonlyMap<string, Queue>;

  constructor(private readonly options: { clock: Clock; directory?: string; queues: readonly ResolvedResource[] }) {
    const queueByArn = (arn: string) => this.queues.get(arn.split(':').at(-1)!);
    const queues = options.queues.map((resource) => new Queue({ ...options, resource, queueByArn }));
    this.queues = new Map(queues.map((queue) => [queue.name, queue]));
  }

  /** The queue of this name, ARN or URL. */
  queue(name: string): Queue {
    const queue = this.queues.get(name.split(/[/:]/).at(-1)!);
    if (!queue) throw new SqsError('QueueDoesNotExist', `The specified queue does not exist: ${name}`);
    return queue;
  }

  /** Every message in the queue of this name, ARN or URL, visible or not, oldest first. */
  messages(name: string): QueuedMessage[] {
    return this.queue(name).live();
  }

  /** In-process SendMessage, for deliveries by other services. */
  send(queueArn: string, body: string, attributes?: MessageAttributes): void {
    this.queue(queueArn).send(body, attributes);
  }

  operationOf(request: ApiRequest): string {
    return (request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
  }

  permissionsOf(operation: string, request: ApiRequest): readonly Permission[] {
    const input = inputOf(request);
    const action = `sqs:${ACTION_OF[operation] ?? operation}`;
    const name = (input.QueueUrl ?? input.QueueName ?? '*').split('/').at(-1)!;
    return [{ action, resource: this.queues.get(name)?.arn ?? `arn:aws:sqs:eu-central-1:000000000000:${name}` }];
  }

  async handle(operation: string, request: ApiRequest): Promise<ApiResponse> {
    try {
      const output = this.carryOut(operation, inputOf(request));
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: JSON.stringify(output ?? {}),
      };
    } catch (error) {
      if (error instanceof SqsError) return sqsFailure(400, error.code, error.message);
      throw error;
    }
  }

  private carryOut(operation: string, input: QueueInput): unknown {
    if (operation === 'ListQueues') return this.list(input.QueueNamePrefix ?? '');
    const queue = this.queue(input.QueueUrl ?? input.QueueName ?? '');
    switch (operation) {
      case 'SendMessage':
        return operations.send(queue, input as operations.SendInput);
      case 'SendMessageBatch':
        return operations.sendBatch(queue, input);
      case 'ReceiveMessage':
        return operations.receive(queue, input);
      case 'DeleteMessage':
        return queue.delete(input.ReceiptHandle ?? '');
      case 'DeleteMessageBatch':
        return operations.deleteBatch(queue, input);
      case 'ChangeMessageVisibility':
        return queue.changeVisibility(input.ReceiptHandle ?? '', input.VisibilityTimeout ?? 0);
      case 'ChangeMessageVisibilityBatch':
        return operations.changeVisibilityBatch(queue, input);
      case 'GetQueueAttributes':
        return operations.attributesOf(queue, input.AttributeNames ?? [], this.options.clock.now());
      case 'GetQueueUrl':
        return { QueueUrl: queue.url };
      case 'PurgeQueue':
        return queue.purge();
      default:
        throw new SqsError('UnsupportedOperation', `The local stack has no SQS operation ${operation}.`);
    }
  }

  private list(prefix: string) {
    const urls = [...this.queues.values()].filter(({ name }) => name.startsWith(prefix)).map(({ url }) => url);
    return { QueueUrls: urls };
  }
}

function inputOf(request: ApiRequest): QueueInput {
  return JSON.parse(request.body.toString() || '{}') as QueueInput;
}
