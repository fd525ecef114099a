import type { FieldPath, WebhookMapping } from '../../webhook-source';
import { field, fields, list } from '../fields';
import { readInstant } from '../../instant';
import type { IncidentAlertDetail, WebhookReading } from './incident-alert-detail';
import { toldSeverity, toldTags, toldText } from './told';

/** Reads any JSON by a mapping of `config/`; without a path to alerts the body is one, or a list of them. */
export function readGeneric(body: unknown, mapping: WebhookMapping): WebhookReading {
  const found = mapping.alerts === undefined ? [body].flat() : at(body, mapping.alerts);
  if (!Array.isArray(found))
    return { alerts: [], unreadable: `there is no list at ${[mapping.alerts].flat().join(' or ')}` };
  const read = (found as unknown[]).map((alert) => readMapped(alert, mapping));
  const wrong = read.filter((one) => typeof one === 'string');
  return { alerts: read.filter((one) => typeof one !== 'string'), ...(wrong.length > 0 && { unreadable: wrong[0] }) };
}

function readMapped(alert: unknown, mapping: WebhookMapping): IncidentAlertDetail | string {
  const told = (path: FieldPath | undefined) => toldText(at(alert, path));
  const dedupKey = told(mapping.dedupKey);
  const title = told(mapping.title) ?? dedupKey;
  if (dedupKey === undefined) return `there is no text at ${[mapping.dedupKey].flat().join(' or ')}, which is its key`;
  if (title === undefined) return `there is no text at ${[mapping.title].flat().join(' or ')}, which is its title`;
  const status = told(mapping.status)?.toLowerCase();
  const resolved = mapping.resolvedWhen.some((word) => word.toLowerCase() === status);
  const link = told(mapping.link);
  return {
    schemaVersion: 1,
    dedupKey,
    status: resolved ? 'resolved' : 'firing',
    title,
    description: told(mapping.description),
    severity: toldSeverity(at(alert, mapping.severity), mapping.severities),
    service: told(mapping.service),
    detectedAt: readInstant(at(alert, mapping.detectedAt)),
    startedAt: readInstant(at(alert, mapping.startedAt)),
    runbook: told(mapping.runbook),
    ...(link !== undefined && { links: [link] }),
    tags: toldTags(at(alert, mapping.tags)),
  };
}

/** What is there: of several paths, the first that leads to something. Own fields only. */
function at(value: unknown, path: FieldPath | undefined): unknown {
  for (const one of [path ?? []].flat()) {
    const found = one.split('.').reduce<unknown>(step, value);
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

function step(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return /^\d{1,3}$/.test(name) ? list(value)[Number(name)] : undefined;
  return field(fields(value), name);
}
