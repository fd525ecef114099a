import type { Alert, DetectionSource, TriggerClass } from '../alert';
import { readInstant } from '../instant';
import { readSeverity, severityName } from '../severity';
import type { AlertSource } from './alert-source';
import type { Envelope } from './envelope';
import { field, list, text, texts } from './fields';
import { newAlert } from './new-alert';

export const incidentAlert: AlertSource = {
  group: 'custom',
  detailType: 'Incident Alert',
  name: 'custom alert',
  key: 'source, dedupKey',
  documentedAt: 'schemas/incident-alert-1.schema.json',
  read: readIncidentAlert,
};

const detectionSources: readonly string[] = ['monitoring', 'synthetic', 'security', 'customer', 'internal'];
const triggerClasses: Readonly<Record<string, TriggerClass>> = { front: 'early-warning', back: 'already-failing' };

/** Reads what any program of ours may send: `docs/schemas/incident-alert-1.schema.json`, leniently. */
function readIncidentAlert(envelope: Envelope): Alert | string {
  const detail = envelope.detail;
  const unreadable = text(field(detail, 'unreadable'));
  const dedupKey = text(field(detail, 'dedupKey'));
  const title = text(field(detail, 'title'));
  const status = text(field(detail, 'status'));
  const schemaVersion = field(detail, 'schemaVersion');
  if (unreadable !== undefined) return unreadable;
  if (schemaVersion !== 1 && schemaVersion !== '1') return 'detail.schemaVersion is not 1';
  if (dedupKey === undefined) return 'detail.dedupKey is missing or not a text';
  if (title === undefined) return 'detail.title is missing or not a text';
  if (status !== 'firing' && status !== 'resolved') return 'detail.status is not "firing" or "resolved"';
  const detection = text(field(detail, 'detectionSource'));
  const severity = readSeverity(field(detail, 'severity'));
  const trigger = text(field(detail, 'triggerClass'));
  return newAlert(envelope, {
    dedupKey: `${envelope.source} ${dedupKey}`,
    signal: status === 'firing' ? 'firing' : 'ok',
    name: title,
    description: text(field(detail, 'description')),
    changedAt: readInstant(field(detail, 'detectedAt')),
    startedAt: readInstant(field(detail, 'startedAt')),
    tags: texts(field(detail, 'tags')),
    detectionSource:
      detection !== undefined && detectionSources.includes(detection) ? (detection as DetectionSource) : 'monitoring',
    triggerClass: trigger !== undefined && Object.hasOwn(triggerClasses, trigger) ? triggerClasses[trigger] : undefined,
    link: list(field(detail, 'links')).flatMap((link) => httpsLink(link) ?? [])[0],
    claims: {
      severity,
      because: severity === undefined ? undefined : `${envelope.source} says ${severityName(severity)}`,
      service: text(field(detail, 'service')),
      incidentType: text(field(detail, 'incidentType')),
      runbook: httpsLink(field(detail, 'runbook')),
    },
  });
}

function httpsLink(value: unknown): string | undefined {
  const link = text(value);
  return link !== undefined && /^https:\/\/[^\s"'<>]+$/.test(link) ? link : undefined;
}
