import { field, list, text } from '../../domain/alert-sources/fields';
import { callEventBridge } from './event-bridge';
import type { LocalStack } from './local-stack';
import { Refused } from './mistakes';
import type { CloudEvent } from './sample-events';
import { output } from './target';

/**
 * Sends an event with PutEvents: what CloudWatch says to the default bus, all else to the bus for alerts.
 * @throws Refused with EventBridge's own reason.
 */
export async function putEvent(stack: LocalStack, event: CloudEvent): Promise<void> {
  const at = event.time === undefined ? NaN : Date.parse(event.time);
  const entry = {
    Source: event.source,
    DetailType: event['detail-type'],
    Detail: JSON.stringify(event.detail),
    Resources: event.resources ?? [],
    ...(Number.isNaN(at) ? {} : { Time: at / 1_000 }),
    ...(event.source.startsWith('aws.') ? {} : { EventBusName: output(stack.target, 'AlertBusName') }),
  };
  const answer = await callEventBridge(stack.target, 'PutEvents', { Entries: [entry] });
  const failed = list(field(answer, 'Entries')).find((answered) => field(answered, 'ErrorCode') !== undefined);
  if (failed !== undefined)
    throw new Refused(`EventBridge refused the event: ${text(field(failed, 'ErrorMessage')) ?? 'no reason given'}`);
}
