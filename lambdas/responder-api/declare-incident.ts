import { configuration } from '@tocsin/config';
import * as v from 'valibot';
import type { Person } from '../../domain/commands';
import { levelsFor, serviceOf } from '../../domain/configuration';
import { declare, declaredAlert, declaredKey, type Declaration } from '../../domain/declaration';
import { isOpen, type Incident } from '../../domain/incident';
import { incidentTypeOf, incidentTypesOf, usualIncidentType } from '../../domain/incident-type';
import { readInstant, type Instant } from '../../domain/instant';
import { didYouMean } from '../../domain/nearest';
import { lastAt } from '../../domain/past-time';
import type { Situation } from '../../domain/situation';
import { isTimeZone } from '../../domain/zoned-time';
import { coverageFor } from '../../domain/on-call-settings';
import type { ServiceWrite } from '../alert-writes';
import { momentAt } from '../moment';
import { callerOf } from './caller';
import { readAs, said, severity } from './command-bodies';
import { json, jsonBody, refused, type ApiAnswer, type ApiEvent } from './http';
import { summaryOf } from './incident-views';
import type { ResponderApi } from './needs';

const attempts = 6;

const declaration = v.strictObject({
  title: said('title', 200),
  severity,
  service: v.optional(said('service', 100)),
  summary: v.optional(said('summary', 1_000)),
  type: v.optional(said('type', 100)),
  startedAt: v.optional(said('startedAt', 40)),
  timeZone: v.optional(said('timeZone', 100)),
  customer: v.optional(v.boolean('customer must be true or false.')),
  idempotencyKey: v.pipe(
    v.string('idempotencyKey must be a text.'),
    v.regex(/^[\w-]{8,64}$/, 'idempotencyKey takes 8 to 64 letters, digits, _ or -.'),
  ),
});

/** Opens an incident because a person says so. Trying again with the same key answers with the one that is open. */
export async function declareIncident(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const body = jsonBody(event);
  if (!body) return refused(400, 'The body is no JSON object.');
  const read = readAs('declare', declaration, body);
  if ('refused' in read) return refused(400, read.refused);
  const { title, service, summary, type, customer, idempotencyKey } = read.body;
  const unknown = unknownService(service) ?? unknownType(type);
  if (unknown !== undefined) return refused(400, `declare: ${unknown}`);
  const startedAt = began(read.body.startedAt, read.body.timeZone ?? 'UTC', deps.now());
  if (startedAt instanceof Error) return refused(400, `declare: ${startedAt.message}`);
  const by = callerOf(event);
  const declared: Declaration = {
    key: idempotencyKey,
    title,
    severity: read.body.severity,
    service,
    summary,
    incidentType: type ?? usualIncidentType,
    startedAt,
    detectionSource: customer ? 'customer' : 'internal',
    because: `${by.name} declared it`,
  };
  return openDeclared(declared, by, deps);
}

/** Writes what a person declared, in the same transaction as an alert would be, and answers with the incident. */
export async function openDeclared(declared: Declaration, by: Person, deps: ResponderApi): Promise<ApiAnswer> {
  const key = deps.hashOfKey(declaredKey(declared.key));
  for (let attempt = 0; attempt < attempts; attempt++) {
    const known = await deps.alerts.known(key);
    const before = known && (await deps.incidents.incident(known.incidentId));
    if (before) return json(200, { already: `${before.id} is open already.`, incident: await summaryOf(before, deps) });
    const now = deps.now();
    const situation = await deps.situations.now();
    const moment = momentAt(now, situation.overrides);
    const facts = {
      id: deps.newIncidentId(),
      alertKey: key,
      levels: levelsFor(declared, configuration),
      type: incidentTypeOf(declared.incidentType, configuration),
      coverage: coverageFor(declared.service, configuration, now.slice(0, 10)),
      runbook: serviceOf(declared.service, configuration)?.runbook,
    };
    const change = declare(declared, facts, by, moment);
    const { incident } = change;
    const service = openedFor(declared.service, incident, situation);
    const another = service?.before && (await openIncident(service.before.incidentId, deps));
    const { id, source, name, signal, changedAt } = declaredAlert(declared, moment);
    const written = await deps.incidents.commit(change, {
      key: {
        key,
        before: undefined,
        after: { incidentId: incident.id, signal, changedAt, sentAt: changedAt },
        counted: 1,
      },
      receipts: [
        {
          alert: { id, source, name, signal, changedAt },
          event: JSON.stringify(declared),
          receivedAt: now,
          incidentId: incident.id,
          outcome: 'opened the incident',
        },
      ],
      service,
    });
    if (written !== 'written') continue;
    deps.log('T500', { incident: incident.id, command: 'declare', by: by.id });
    return json(200, {
      done: [
        ...change.entries.map(({ text }) => text),
        ...(another ? [`${another.id} is open for ${service.service} as well: you declared a second one.`] : []),
      ].join('\n'),
      incident: await summaryOf(incident, deps),
    });
  }
  return refused(409, 'The incident could not be opened: too much is changing right now. Try again.');
}

/** Alarms of the service join what was opened for it last, by whomever. */
function openedFor(
  service: string | undefined,
  { id, openedAt }: Incident,
  { services }: Situation,
): ServiceWrite | undefined {
  if (service === undefined) return undefined;
  return { service, before: services.get(service), after: { incidentId: id, openedAt, joinedAt: openedAt } };
}

async function openIncident(id: string, deps: ResponderApi): Promise<Incident | undefined> {
  const incident = await deps.incidents.incident(id);
  return incident && isOpen(incident) ? incident : undefined;
}

/** What is wrong with a service that the configuration does not know; undefined where nothing is. */
export function unknownService(service: string | undefined): string | undefined {
  const known = configuration.services.map(({ id }) => id);
  if (service === undefined || known.includes(service)) return undefined;
  return `there is no service "${service}".${didYouMean(service, known)} There are: ${known.join(', ')}.`;
}

function unknownType(type: string | undefined): string | undefined {
  const known = incidentTypesOf(configuration).map(({ id }) => id);
  if (type === undefined || known.includes(type)) return undefined;
  return `there is no incident type "${type}".${didYouMean(type, known)} There are: ${known.join(', ')}.`;
}

function began(said: string | undefined, timeZone: string, now: Instant): Instant | undefined | Error {
  if (said === undefined) return undefined;
  if (!isTimeZone(timeZone)) return new Error(`"${timeZone}" is no time zone.`);
  const at = /^\d\d:\d\d$/.test(said) ? lastAt(said, timeZone, now) : readInstant(said);
  if (at === undefined) return new Error(`"${said}" is no time. Write it like 14:02, or 2027-03-03T14:02:00Z.`);
  return at > now ? new Error(`It cannot have begun at ${said}, which is still to come.`) : at;
}
