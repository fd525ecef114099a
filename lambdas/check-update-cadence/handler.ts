import { instant } from '../../domain/instant';
import { documentClient } from '../adapters/document-client';
import { incidentTable } from '../adapters/incident-table';
import { situationTable } from '../adapters/situation-table';
import type { ClockAnswer, ClockQuestion } from '../answer-clock';
import { newNoticeId } from '../notice-id';
import { environment } from '../runtime/environment';
import { logger } from '../runtime/log';
import { wire } from '../runtime/wire';
import { checkUpdateCadence } from './check-update-cadence';

const { TABLE_NAME } = environment('TABLE_NAME');
const log = logger('check-update-cadence');
const client = documentClient();
const deps = {
  incidents: incidentTable(client, TABLE_NAME),
  situations: situationTable(client, TABLE_NAME),
  now: () => instant(Date.now()),
  newNoticeId,
  log,
};

export const handler = wire<ClockQuestion, ClockAnswer>(log, (question) => checkUpdateCadence(question, deps));
