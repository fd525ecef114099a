import { randomUUID } from 'node:crypto';
import type { BusEvent } from './event-bridge/bus-event';
import type { Execution } from './step-functions/execution';
import { ACCOUNT, REGION } from './template/place';

/** The event that Step Functions puts on the default bus when an execution starts or ends. */
export function statusChangeEvent(execution: Execution): BusEvent {
  const { arn, machineArn, name, status, startedAt, stoppedAt, input, output, error, cause } = execution;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    account: ACCOUNT,
    region: REGION,
    time: new Date(stoppedAt ?? startedAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    resources: [arn],
    detail: {
      executionArn: arn,
      stateMachineArn: machineArn,
      name,
      status,
      startDate: startedAt,
      stopDate: stoppedAt ?? null,
      input,
      output,
      error,
      cause,
    },
  };
}
