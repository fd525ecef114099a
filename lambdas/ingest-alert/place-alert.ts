import { configuration } from '@tocsin/config';
import { arrive, keyAfter, type KnownKey } from '../../domain/alert-arrival';
import type { Moment } from '../../domain/change';
import { componentOf, levelsFor, noticeSubject } from '../../domain/configuration';
import { serversAreWatched } from '../../domain/customers-fail';
import { joins, kinOf, type Kin } from '../../domain/joining';
import { observedUntil } from '../../domain/observe';
import { coverageFor } from '../../domain/on-call-settings';
import { open } from '../../domain/opening';
import type { Situation } from '../../domain/situation';
import type { AlertWrites, ServiceWrite } from '../alert-writes';
import type { IncidentInContext, WriteResult } from '../ports';
import { receiptsOf, type Run } from './alert-events';
import { childrenOf, type Children } from './composite-children';
import type { IngestAlert } from './needs';

/**
 * Finds the incident to which a firing alert belongs that has none: the open one of its composite's children, of its service
 * or of what its service depends on; else it opens its own.
 */
export async function placeAlert(
  run: Run,
  known: KnownKey | undefined,
  situation: Situation,
  moment: Moment,
  deps: IngestAlert,
): Promise<WriteResult> {
  const { newest, classification } = run;
  const children = await childrenOf(newest, moment.now, deps);
  const { service, severity, incidentType } = classification;
  const publishes = noticeSubject(classification, configuration) !== undefined;
  const observed = observedUntil(newest, classification, configuration, moment.now) !== undefined;
  for (const kin of kinOf(service, children.openIncidents, situation, configuration.services, moment.now)) {
    const context = await deps.incidents.inContext(kin.incidentId, componentOf(service, configuration)?.id);
    if (!context || !joins({ service, severity, incidentType, observed, publishes }, kin, context.incident, moment.now))
      continue;
    const joined = await join(run, known, kin, context, { situation, children }, moment, deps);
    if (joined) return joined;
  }
  return openNew(run, known, { situation, children }, moment, deps);
}

interface Surroundings {
  readonly situation: Situation;
  readonly children: Children;
}

/** Undefined if the incident has that alert already and learns nothing: then it is no newcomer there. */
async function join(
  run: Run,
  known: KnownKey | undefined,
  kin: Kin,
  context: IncidentInContext,
  { situation, children }: Surroundings,
  moment: Moment,
  deps: IngestAlert,
): Promise<WriteResult | undefined> {
  const { key, newest, classification, firing } = run;
  const { service } = classification;
  const { incident } = context;
  const change = arrive(newest, key, incident, moment, {
    ...context,
    classification,
    subject: noticeSubject(classification, configuration),
    serversWatched: serversAreWatched(service, configuration),
    coveredBy: kin.by === 'dependency' ? kin.service : undefined,
  });
  if (!change) return undefined;
  const before = service === undefined ? undefined : situation.services.get(service);
  const after = { incidentId: incident.id, openedAt: incident.openedAt, joinedAt: moment.now };
  const result = await deps.incidents.commit(change, {
    key: {
      key,
      before: known,
      after: keyAfter(newest, incident.id, classification.severity, known, firing),
      counted: firing,
    },
    receipts: receiptsOf(run, moment.now, incident.id, outcomes[kin.by]),
    ...(kin.by === 'service' && service !== undefined ? { service: { service, before, after } } : {}),
    others: children.pointedTo(incident.id),
  });
  if (result === 'written') deps.log('T114', { incident: incident.id, by: kin.by, transition: change.transition });
  return result;
}

const outcomes: Readonly<Record<Kin['by'], string>> = {
  child: 'joined the incident of an alarm that its composite is made of',
  service: 'joined the open incident of its service',
  dependency: 'joined the incident that covers it',
};

async function openNew(
  run: Run,
  known: KnownKey | undefined,
  { situation, children }: Surroundings,
  moment: Moment,
  deps: IngestAlert,
): Promise<WriteResult> {
  const { key, newest, classification, firing } = run;
  const { service } = classification;
  const change = open(
    newest,
    {
      id: deps.newIncidentId(),
      alertKey: key,
      classification,
      levels: levelsFor(classification, configuration),
      coverage: coverageFor(service, configuration, moment.now.slice(0, 10)),
      notice: noticeSubject(classification, configuration),
      observedUntil: observedUntil(newest, classification, configuration, moment.now),
      serversWatched: serversAreWatched(service, configuration),
    },
    moment,
  );
  const { id, openedAt, severity } = change.incident;
  const writes: AlertWrites = {
    key: { key, before: known, after: keyAfter(newest, id, classification.severity, known, firing), counted: firing },
    receipts: receiptsOf(run, moment.now, id, 'opened the incident'),
    service: service === undefined ? undefined : openedFor(service, situation, id, openedAt),
    others: children.pointedTo(id),
  };
  const result = await deps.incidents.commit(change, writes);
  if (result === 'written') {
    deps.log('T101', { incident: id, transition: change.transition });
    deps.log('T100', { incident: id, severity, because: classification.because });
  }
  return result;
}

/** New alarms of the service join what was opened for it last. */
function openedFor(service: string, { services }: Situation, incidentId: string, openedAt: string): ServiceWrite {
  return { service, before: services.get(service), after: { incidentId, openedAt, joinedAt: openedAt } };
}
