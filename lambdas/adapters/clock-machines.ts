import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { ClockName } from '../../domain/incident';
import type { Clocks } from '../ports';
import { clientOptions } from './client-options';

/** The state machines that sleep and ask. A name is used once: a second start of the same clock is refused, and that is well. */
export function clockMachines(
  machines: Readonly<Record<ClockName, string>>,
  client = new SFNClient(clientOptions),
): Clocks {
  return {
    async start(clock, incidentId, generation) {
      try {
        await client.send(
          new StartExecutionCommand({
            stateMachineArn: machines[clock],
            name: `${incidentId}-${clock}-g${generation}`,
            input: JSON.stringify({ incidentId, clock, generation, cycle: 0, part: 1 }),
          }),
        );
      } catch (error) {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
    },
  };
}
