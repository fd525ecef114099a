import { instant } from '../../domain/instant';
import { documentClient } from '../adapters/document-client';
import { incidentTable } from '../adapters/incident-table';
import { situationTable } from '../adapters/situation-table';
import type { ClockAnswer, ClockQuestion } from '../answer-clock';
import { environment } from '../runtime/environment';
import { logger } from '../runtime/log';
import { wire } from '../runtime/wire';
import { escalateIncident } from './escalate-incident';

const { TABLE_NAME } = environment('TABLE_NAME');
const log = logger('escalate-incident');
const client = documentClient();
const deps = {
  incidents: incidentTable(client, TABLE_NAME),
  situations: situationTable(client, TABLE_NAME),
  now: () => instant(Date.now()),
  log,
};

export const handler = wire<ClockQuestion, ClockAnswer>(log, (question) => escalateIncident(question, deps));
