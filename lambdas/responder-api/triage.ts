import { configuration } from '@tocsin/config';
import * as v from 'valibot';
import { isChange } from '../../domain/commands';
import { nameOf } from '../../domain/configuration';
import { usualIncidentType } from '../../domain/incident-type';
import { attachReport, triageMailDue, type TriageItem } from '../../domain/triage';
import { callerOf } from './caller';
import { readAs, said, severity } from './command-bodies';
import { openDeclared, unknownService } from './declare-incident';
import { json, jsonBody, refused, type ApiAnswer, type ApiEvent } from './http';
import { summaryOf } from './incident-views';
import type { ResponderApi } from './needs';

const bodies = {
  open: v.strictObject({ severity, service: v.optional(said('service', 100)), internal: v.optional(v.boolean()) }),
  attach: v.strictObject({ incident: said('incident', 10) }),
  dismiss: v.strictObject({ reason: said('reason', 500) }),
};
const attempts = 6;

/** The reports that wait for a person. */
export async function listTriage(deps: ResponderApi): Promise<ApiAnswer> {
  return json(200, { items: (await deps.triage.open()).items });
}

/** Says what a report is: an incident of its own, part of another, or none. */
export async function runTriage(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const id = (event.pathParameters?.['id'] ?? '').toUpperCase();
  const { items } = await deps.triage.open();
  const item = items.find((each) => each.id === id);
  const body = jsonBody(event);
  if (!body) return refused(400, 'The body is no JSON object.');
  if (!item) return refused(404, `No report ${id} waits. See: tocsin triage`);
  switch (event.pathParameters?.['command']) {
    case 'open':
      return open(item, body, event, deps);
    case 'attach':
      return attach(item, body, event, deps);
    case 'dismiss':
      return dismiss(item, body, event, deps);
    default:
      return refused(404, `A report can be opened, attached or dismissed.`);
  }
}

async function open(item: TriageItem, body: unknown, event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const read = readAs('triage open', bodies.open, body);
  if ('refused' in read) return refused(400, read.refused);
  const { component } = item;
  const named = component && configuration.services.find((each) => each.component === component)?.id;
  const service = read.body.service ?? (named || undefined);
  const unknown = unknownService(service);
  if (unknown) return refused(400, `triage open: ${unknown}`);
  const by = callerOf(event);
  const declared = {
    key: `report-${item.id}`,
    title: [...item.what].slice(0, 80).join(''),
    summary: item.what,
    severity: read.body.severity,
    service,
    incidentType: usualIncidentType,
    detectionSource: read.body.internal ? 'internal' : 'customer',
    because: `${by.name} declared it from report ${item.id}`,
  } as const;
  const answer = await openDeclared(declared, by, deps);
  if (answer.statusCode === 200) await close(item, by.name, 'became an incident', deps);
  return answer;
}

async function attach(item: TriageItem, body: unknown, event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const read = readAs('triage attach', bodies.attach, body);
  if ('refused' in read) return refused(400, read.refused);
  const id = read.body.incident.toUpperCase();
  const by = callerOf(event);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const known = await deps.incidents.inContext(id);
    if (!known) return refused(404, `There is no incident ${id}. See: tocsin list --all`);
    const moment = { now: deps.now(), nameOf: (responder: string) => nameOf(responder, configuration) };
    const decision = attachReport({ ...known, moment, by }, item);
    if ('refused' in decision) return refused(409, decision.refused);
    if (!isChange(decision) || (await deps.incidents.commit(decision)) !== 'written') continue;
    await close(item, by.name, `belongs to ${id}`, deps);
    return json(200, {
      done: `Report ${item.id} belongs to ${id}.`,
      incident: await summaryOf(decision.incident, deps),
    });
  }
  return refused(409, `${id} is being changed by others right now. Try again.`);
}

async function dismiss(item: TriageItem, body: unknown, event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const read = readAs('triage dismiss', bodies.dismiss, body);
  if ('refused' in read) return refused(400, read.refused);
  await close(item, callerOf(event).name, `dismissed: ${read.body.reason}`, deps);
  return json(200, { done: `Report ${item.id} was dismissed: ${read.body.reason}` });
}

/** The report waits no more; the next mail is about those that are left. */
async function close({ id }: TriageItem, by: string, outcome: string, deps: ResponderApi): Promise<void> {
  await deps.triage.close(id, { at: deps.now(), by, outcome });
  const { items, lastMailAt } = await deps.triage.open();
  await deps.triage.promiseMail(triageMailDue(items, lastMailAt));
  deps.log('T144', { report: id, by });
}
