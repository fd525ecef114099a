import { instant } from '../../domain/instant';
import { alertTable } from '../adapters/alert-table';
import { changeTable } from '../adapters/change-table';
import { documentClient } from '../adapters/document-client';
import { hashOfKey } from '../adapters/incident-items';
import { incidentTable } from '../adapters/incident-table';
import { feedbackTable } from '../adapters/feedback-table';
import { heartbeatTable } from '../adapters/heartbeat-table';
import { linkKeySecret } from '../adapters/link-key-secret';
import { mutedTable } from '../adapters/muted-table';
import { overrideTable } from '../adapters/override-table';
import { pageLedgerTable } from '../adapters/page-ledger-table';
import { outboxTable } from '../adapters/outbox-table';
import { settingTable } from '../adapters/setting-table';
import { speakerTable } from '../adapters/speaker-table';
import { situationTable } from '../adapters/situation-table';
import { triageTable } from '../adapters/triage-table';
import { newIncidentId } from '../incident-id';
import { promiseIndex } from '../adapters/promise-index';
import { quietTable } from '../adapters/quiet-table';
import { reachTable } from '../adapters/reach-table';
import { newNoticeId } from '../notice-id';
import { environment } from '../runtime/environment';
import { logger } from '../runtime/log';
import { wire } from '../runtime/wire';
import type { ApiAnswer, ApiEvent } from './http';
import { responderApi } from './responder-api';

const { TABLE_NAME, LINK_KEY_SECRET_ARN, STATUS_PAGE_URL } = environment(
  'TABLE_NAME',
  'LINK_KEY_SECRET_ARN',
  'STATUS_PAGE_URL',
);
const client = documentClient();
const log = logger('responder-api');
const deps = {
  incidents: incidentTable(client, TABLE_NAME),
  alerts: alertTable(client, TABLE_NAME),
  changes: changeTable(client, TABLE_NAME),
  speakers: speakerTable(client, TABLE_NAME),
  heartbeats: heartbeatTable(client, TABLE_NAME),
  situations: situationTable(client, TABLE_NAME),
  triage: triageTable(client, TABLE_NAME),
  quiet: quietTable(client, TABLE_NAME),
  overrides: overrideTable(client, TABLE_NAME),
  feedback: feedbackTable(client, TABLE_NAME),
  ledgers: pageLedgerTable(client, TABLE_NAME),
  muted: mutedTable(client, TABLE_NAME),
  reach: reachTable(client, TABLE_NAME),
  promises: promiseIndex(client, TABLE_NAME),
  outbox: outboxTable(client, TABLE_NAME),
  settings: settingTable(client, TABLE_NAME),
  linkKeys: linkKeySecret(LINK_KEY_SECRET_ARN),
  pageUrl: STATUS_PAGE_URL.replace(/\/$/, ''),
  newNoticeId,
  newIncidentId,
  hashOfKey,
  now: () => instant(Date.now()),
  log,
};

export const handler = wire<ApiEvent, ApiAnswer>(log, (event) => responderApi(event, deps));
