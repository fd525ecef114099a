import type { DynamoDBStreamEvent } from 'aws-lambda';
import { tableChange } from '../adapters/table-stream';
import { incidentBus } from '../adapters/incident-bus';
import { environment } from '../runtime/environment';
import { logger } from '../runtime/log';
import { wire } from '../runtime/wire';
import { relayEvents } from './relay-events';

const { INCIDENT_BUS_NAME } = environment('INCIDENT_BUS_NAME');
const log = logger('relay-events');
const deps = { bus: incidentBus(INCIDENT_BUS_NAME), log };

export const handler = wire<DynamoDBStreamEvent, void>(log, ({ Records }) =>
  relayEvents(Records.flatMap(tableChange), deps),
);
