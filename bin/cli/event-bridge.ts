import { field, text } from '../../domain/alert-sources/fields';
import { Refused } from './mistakes';
import { sendSigned } from './signed-request';
import type { Target } from './target';

/**
 * Calls an operation of EventBridge with the caller's own credentials. (By hand, for the SDK's client would take longer to load
 * than all the rest of the command.)
 * @throws Refused with EventBridge's own reason.
 */
export async function callEventBridge(
  { eventBridge, signer }: Pick<Target, 'eventBridge' | 'signer'>,
  operation: string,
  input: object,
): Promise<unknown> {
  const response = await sendSigned(
    {
      url: `${eventBridge}/`,
      method: 'POST',
      service: 'events',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSEvents.${operation}` },
      body: JSON.stringify(input),
    },
    signer,
  );
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer;
  const reason = text(field(answer, 'message')) ?? text(field(answer, 'Message')) ?? `HTTP ${response.status}`;
  throw new Refused(`EventBridge refused ${operation}: ${reason}`);
}
