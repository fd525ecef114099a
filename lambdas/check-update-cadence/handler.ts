import { instant } from '../../domain/instant';
import { documentClient } from '../adapters/document-client';
import { incidentTable } from '../adapters/incident-table';
import type { ClockAnswer, ClockQuestion } from '../answer-clock';
import { newNoticeId } from '../notice-id';
import { environment } from '../runtime/environment';
import { logger } from '../runtime/log';
import { wire } from '../runtime/wire';
import { checkUpdateCadence } from './check-update-cadence';

const { TABLE_NAME } = environment('TABLE_NAME');
const log = logger('check-update-cadence');
const deps = {
  incidents: incidentTable(documentClient(), TABLE_NAME),
  now: () => instant(Date.now()),
  newNoticeId,
  log,
};

export const handler = wire<ClockQuestion, ClockAnswer>(log, (question) => checkUpdateCadence(question, deps));
