import { Story } from '../test/support/story';
import { assembly } from './bundles';
import { alertBatch } from './alert-batch';
import { atMost, forInformation, type Figure, type Row } from './figure';
import type { LocalStack } from '../local/stack';

/** How often AWS is called, counted on the local stack with the shipped bundles and a clock that stands still. */
export const callCounts: Figure = {
  name: 'call-counts',
  measure: async () => {
    const story = await Story.begin({ assembly: assembly() });
    try {
      return await count(story);
    } finally {
      await story.stack.stop();
    }
  },
};

async function count(story: Story): Promise<Row[]> {
  const { stack } = story;
  const rows: Row[] = [];

  // The publisher is asked more often for a while after it began.
  await story.wait(20);
  let calls = await during(stack, () => story.wait(1));
  rows.push(forInformation('audit, nothing open', calls.of('AuditPromises').toString()));
  calls = await during(stack, () => story.wait(5));
  rows.push(
    forInformation('renewal of the page, and a look whether it is due', calls.of('PublishStatusPage').toString()),
  );

  calls = await during(stack, () => story.alarm('checkout-5xx'));
  rows.push(dynamodb('new alert that opens', calls.of('IngestAlert'), 3));

  const { id } = await story.incident();
  calls = await during(stack, () => story.alarm('checkout-5xx'));
  rows.push(dynamodb('lone duplicate', calls.of('IngestAlert'), 2));
  rows.push(
    atMost('lone duplicate: calls to anything else', calls.except('IngestAlert', 'dynamodb').count, 0, 'calls'),
  );

  await story.alarm('sign-in-errors');
  const batch = alertBatch(['checkout-5xx', 'sign-in-errors'], 10, story.now);
  calls = await during(stack, () => stack.lambda.invoke('IngestAlert', batch));
  // Two calls for each key: its count, and the receipts.
  rows.push(dynamodb('batch of 10 duplicates of 2 keys', calls.of('IngestAlert'), 4));

  const link = story.linkOf('alex');
  calls = await during(stack, () => story.get(link));
  rows.push(forInformation('acknowledge page, seen', calls.of('ResponderApi').toString()));
  calls = await during(stack, () => story.press(link));
  rows.push(dynamodb('acknowledge', calls.of('ResponderApi'), 2));

  const say = () => story.command(id, 'update', { public: 'Card payments are slow. We are looking into it.' });
  rows.push(...published(await during(stack, say)));
  return rows;
}

function dynamodb(what: string, calls: Calls, most: number): Row {
  return atMost(`${what}: ${calls.toString()}`, calls.only('dynamodb').count, most, 'DynamoDB');
}

/** One query, and for each file that changed at most one look and one put. */
function published(calls: Calls): Row[] {
  const publish = calls.of('PublishStatusPage');
  const [heads, puts] = ['HeadObject', 'PutObject'].map((operation) => publish.named(operation).count);
  return [
    atMost(`publish after a change: ${publish.toString()}`, publish.only('dynamodb').count, 1, 'DynamoDB'),
    atMost(`publish after a change: looks, for ${puts} files put`, heads!, puts!, 'HEAD'),
  ];
}

interface Call {
  readonly caller: string;
  readonly service: string;
  readonly operation: string;
}

/** Some calls, and what is to be asked of them. */
class Calls {
  constructor(private readonly calls: readonly Call[]) {}

  get count(): number {
    return this.calls.length;
  }

  of(caller: string): Calls {
    return this.where((call) => call.caller === caller);
  }

  only(service: string): Calls {
    return this.where((call) => call.service === service);
  }

  named(operation: string): Calls {
    return this.where((call) => call.operation === operation);
  }

  except(caller: string, service: string): Calls {
    return this.where((call) => call.caller !== caller || call.service !== service);
  }

  /** `1 GetItem, 2 PutObject`. */
  toString(): string {
    const byName = new Map<string, number>();
    for (const { operation } of this.calls) byName.set(operation, (byName.get(operation) ?? 0) + 1);
    return [...byName].map(([operation, times]) => `${times} ${operation}`).join(', ');
  }

  private where(fits: (call: Call) => boolean): Calls {
    return new Calls(this.calls.filter(fits));
  }
}

/** The calls of functions and machines while something happens, and until all is quiet. What AWS hands on itself is none. */
async function during(stack: LocalStack, work: () => Promise<unknown>): Promise<Calls> {
  stack.faults.set([]);
  await work();
  await stack.clock.quiet();
  return new Calls(stack.faults.callsSeen().filter(({ operation }) => !operation.startsWith('DeliverTo')));
}
