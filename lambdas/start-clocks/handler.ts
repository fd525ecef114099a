import type { EventBridgeEvent } from 'aws-lambda';
import { clockMachines } from '../adapters/clock-machines';
import { environment } from '../runtime/environment';
import { logger } from '../runtime/log';
import { wire } from '../runtime/wire';
import { startClock, type ClockSet } from './start-clocks';

const { ESCALATION_CLOCK_ARN, UPDATE_CLOCK_ARN } = environment('ESCALATION_CLOCK_ARN', 'UPDATE_CLOCK_ARN');
const log = logger('start-clocks');
const deps = { clocks: clockMachines({ escalation: ESCALATION_CLOCK_ARN, 'update-cadence': UPDATE_CLOCK_ARN }), log };

export const handler = wire<EventBridgeEvent<'ClockSet', ClockSet>, void>(log, ({ detail }) =>
  startClock(detail, deps),
);
