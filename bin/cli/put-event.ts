import type { LocalStack } from './local-stack';
import { Refused } from './mistakes';
import type { CloudEvent } from './sample-events';
import { output } from './target';

/**
 * Sends an event with PutEvents: what CloudWatch says to the default bus, all else to the bus for alerts.
 * @throws Refused with EventBridge's own reason.
 */
export async function putEvent(stack: LocalStack, event: CloudEvent): Promise<void> {
  const { EventBridgeClient, PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
  const { signer } = stack.target;
  const client = new EventBridgeClient({ ...signer, endpoint: stack.endpoint, maxAttempts: 2 });
  const at = event.time === undefined ? NaN : Date.parse(event.time);
  const entry = {
    Source: event.source,
    DetailType: event['detail-type'],
    Detail: JSON.stringify(event.detail),
    Resources: [...(event.resources ?? [])],
    ...(Number.isNaN(at) ? {} : { Time: new Date(at) }),
    ...(event.source.startsWith('aws.') ? {} : { EventBusName: output(stack.target, 'AlertBusName') }),
  };
  try {
    const { Entries } = await client.send(new PutEventsCommand({ Entries: [entry] }));
    const failed = Entries?.find(({ ErrorCode }) => ErrorCode !== undefined);
    if (failed) throw new Refused(`EventBridge refused the event: ${failed.ErrorMessage ?? failed.ErrorCode}`);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(`The event was not taken: ${(error as Error).message}`);
  } finally {
    client.destroy();
  }
}
