import { configuration } from '@tocsin/config';
import { alertQueue } from '../adapters/alert-queue';
import { documentClient } from '../adapters/document-client';
import { functionRedriver } from '../adapters/function-redriver';
import { heartbeatTable } from '../adapters/heartbeat-table';
import { incidentTable } from '../adapters/incident-table';
import { mutedTable } from '../adapters/muted-table';
import { promiseIndex } from '../adapters/promise-index';
import { publicTable } from '../adapters/public-table';
import { quietTable } from '../adapters/quiet-table';
import { shiftTable } from '../adapters/shift-table';
import { reachTable } from '../adapters/reach-table';
import { situationTable } from '../adapters/situation-table';
import { environment } from '../runtime/environment';
import { logger } from '../runtime/log';
import { count } from '../runtime/metrics';
import { wire } from '../runtime/wire';
import { auditPromises } from './audit-promises';
import { heartbeatKeeper } from './heartbeat-keeper';
import { shiftKeeper } from './shift-keeper';
import { weeklyTests } from './weekly-tests';

const {
  TABLE_NAME,
  ESCALATE_FUNCTION_NAME,
  CADENCE_FUNCTION_NAME,
  NOTIFY_FUNCTION_NAME,
  PUBLISH_FUNCTION_NAME,
  ALERT_QUEUE_URL,
} = environment(
  'TABLE_NAME',
  'ESCALATE_FUNCTION_NAME',
  'CADENCE_FUNCTION_NAME',
  'NOTIFY_FUNCTION_NAME',
  'PUBLISH_FUNCTION_NAME',
  'ALERT_QUEUE_URL',
);
const client = documentClient();
const log = logger('audit-promises');
const queue = alertQueue(ALERT_QUEUE_URL);
const situations = situationTable(client, TABLE_NAME);
const deps = {
  index: promiseIndex(client, TABLE_NAME),
  muted: mutedTable(client, TABLE_NAME),
  queue,
  heartbeats: heartbeatKeeper({
    configured: configuration.heartbeats ?? [],
    heartbeats: heartbeatTable(client, TABLE_NAME),
    queue,
    log,
  }),
  weeklyTests: weeklyTests(reachTable(client, TABLE_NAME)),
  quiet: quietTable(client, TABLE_NAME),
  incidents: incidentTable(client, TABLE_NAME),
  situations,
  shifts: shiftKeeper({ configuration, shifts: shiftTable(client, TABLE_NAME), situations }),
  record: publicTable(client, TABLE_NAME),
  redriver: functionRedriver({
    escalate: ESCALATE_FUNCTION_NAME,
    cadence: CADENCE_FUNCTION_NAME,
    notify: NOTIFY_FUNCTION_NAME,
    publish: PUBLISH_FUNCTION_NAME,
  }),
  now: () => Date.now(),
  log,
  count,
};

export const handler = wire<unknown, void>(log, () => auditPromises(deps));
