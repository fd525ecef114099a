import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { instant } from '../../domain/instant';
import { alertQueue } from '../adapters/alert-queue';
import { alertTable } from '../adapters/alert-table';
import { changeTable } from '../adapters/change-table';
import { documentClient } from '../adapters/document-client';
import { deadLetterQueue } from '../adapters/dead-letter-queue';
import { heartbeatTable } from '../adapters/heartbeat-table';
import { hashOfKey } from '../adapters/incident-items';
import { incidentTable } from '../adapters/incident-table';
import { mutedTable } from '../adapters/muted-table';
import { SpeakerRows } from '../adapters/speaker-rows';
import { speakerTable } from '../adapters/speaker-table';
import { situationTable } from '../adapters/situation-table';
import { newIncidentId } from '../incident-id';
import { environment } from '../runtime/environment';
import { logger } from '../runtime/log';
import { count } from '../runtime/metrics';
import { wire } from '../runtime/wire';
import { ingestAlerts } from './ingest-alert';

const { TABLE_NAME, ALERT_QUEUE_URL, ALERT_DLQ_URL } = environment('TABLE_NAME', 'ALERT_QUEUE_URL', 'ALERT_DLQ_URL');
const client = documentClient();
const log = logger('ingest-alert');

const speakerRows = new SpeakerRows();
const deps = {
  incidents: incidentTable(client, TABLE_NAME, speakerRows),
  alerts: alertTable(client, TABLE_NAME, speakerRows),
  speakers: speakerTable(client, TABLE_NAME, speakerRows),
  situations: situationTable(client, TABLE_NAME),
  muted: mutedTable(client, TABLE_NAME),
  changes: changeTable(client, TABLE_NAME),
  heartbeats: heartbeatTable(client, TABLE_NAME),
  queue: alertQueue(ALERT_QUEUE_URL),
  deadLetters: deadLetterQueue(ALERT_DLQ_URL),
  hashOfKey,
  newIncidentId,
  log,
  count,
};

export const handler = wire<SQSEvent, SQSBatchResponse>(log, ({ Records }) =>
  ingestAlerts(Records, instant(Date.now()), deps),
);
