import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Redriver } from '../redriver';
import { clientOptions } from './client-options';

export interface FunctionNames {
  readonly escalate: string;
  readonly cadence: string;
  readonly notify: string;
  readonly publish: string;
}

/** Re-drives by invoking the function that should have acted, asynchronously: Lambda keeps the event and retries. */
export function functionRedriver(names: FunctionNames, client = new LambdaClient(clientOptions)): Redriver {
  const invoke = async (name: string, payload: unknown) => {
    await client.send(
      new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload: JSON.stringify(payload) }),
    );
  };
  return {
    escalate: (incidentId) => invoke(names.escalate, { incidentId, restart: true }),
    checkCadence: (incidentId) => invoke(names.cadence, { incidentId, restart: true }),
    notify: (incidentId, numbers) => invoke(names.notify, { detail: { incidentId, numbers } }),
    tellTriage: () => invoke(names.notify, { detail: { triage: true } }),
    tellOnCall: () => invoke(names.notify, { detail: { onCall: true } }),
    sendBundle: (to) => invoke(names.notify, { detail: { bundleFor: to } }),
    testPage: (to) => invoke(names.notify, { detail: { testFor: to } }),
    auditChannels: () => invoke(names.notify, { detail: { channels: true } }),
    publishPage: () => invoke(names.publish, {}),
  };
}
