import { field, list, text } from '../../domain/alert-sources/fields';
import type { LocalStack } from './local-stack';
import { Refused } from './mistakes';
import type { CloudEvent } from './sample-events';
import { sendSigned } from './signed-request';
import { output } from './target';

/**
 * Sends an event with PutEvents: what CloudWatch says to the default bus, all else to the bus for alerts. (By hand, for
 * the SDK's client would take longer to load than all the rest of the command.)
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
  const response = await sendSigned(
    {
      url: `${stack.endpoint}/`,
      method: 'POST',
      service: 'events',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
      body: JSON.stringify({ Entries: [entry] }),
    },
    stack.target.signer,
  );
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok)
    throw new Refused(`EventBridge did not take the event: ${text(field(answer, 'message')) ?? response.status}`);
  const failed = list(field(answer, 'Entries')).find((answered) => field(answered, 'ErrorCode') !== undefined);
  if (failed !== undefined)
    throw new Refused(`EventBridge refused the event: ${text(field(failed, 'ErrorMessage')) ?? 'no reason given'}`);
}
