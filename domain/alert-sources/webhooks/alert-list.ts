import { readInstant } from '../../instant';
import { field, fields, text } from '../fields';
import type { IncidentAlertDetail, WebhookReading } from './incident-alert-detail';
import { together, toldSeverity, toldTags } from './told';

/** What a sender of alert lists adds to each alert of its own. */
export interface AlertListDialect {
  /** Said of every alert of this body. */
  readonly remark?: string;
  readonly detailOf: (alert: unknown) => string | undefined;
  readonly linksOf: (alert: unknown) => readonly unknown[];
}

/**
 * Reads `alerts` as Alertmanager and Grafana write them: one alert per fingerprint, each firing or resolved by itself,
 * whatever the group says. One that cannot be read hurts no other.
 */
export function readAlertList(body: unknown, dialect: AlertListDialect): WebhookReading {
  const alerts = field(body, 'alerts');
  if (!Array.isArray(alerts)) return { alerts: [], unreadable: 'alerts is missing or not a list' };
  const read = (alerts as unknown[]).map((alert) => readListed(alert, dialect));
  const wrong = read.filter((one) => typeof one === 'string');
  return {
    alerts: read.filter((one) => typeof one !== 'string'),
    ...(wrong.length > 0 && { unreadable: `${wrong.length} of ${read.length} alerts: ${wrong[0]}` }),
  };
}

function readListed(alert: unknown, dialect: AlertListDialect): IncidentAlertDetail | string {
  const labels = field(alert, 'labels');
  const annotations = field(alert, 'annotations');
  const status = text(field(alert, 'status'));
  const tags = toldTags(labels);
  const summary = text(field(annotations, 'summary'));
  const title = text(field(labels, 'alertname')) ?? summary;
  const dedupKey = text(field(alert, 'fingerprint')) ?? keyOfLabels(tags);
  if (status !== 'firing' && status !== 'resolved') return 'status is not "firing" or "resolved"';
  if (title === undefined) return 'labels.alertname is missing or not a text';
  if (dedupKey === undefined) return 'fingerprint is missing or not a text';
  const startedAt = readInstant(field(alert, 'startsAt'));
  return {
    schemaVersion: 1,
    dedupKey,
    status,
    title,
    description: together(summary, text(field(annotations, 'description')), dialect.detailOf(alert), dialect.remark),
    severity: toldSeverity(field(labels, 'severity')),
    service: text(field(labels, 'service')),
    // An alert that is open says that it ends in the year 1: no instant, like any other nonsense.
    detectedAt: status === 'firing' ? startedAt : readInstant(field(alert, 'endsAt')),
    startedAt,
    runbook: text(field(annotations, 'runbook_url')) ?? text(field(annotations, 'runbook')),
    links: dialect.linksOf(alert).flatMap((link) => text(link) ?? []),
    tags,
  };
}

/** Labels identify an alert; only a sender older than fingerprints makes this necessary. */
function keyOfLabels(labels: Readonly<Record<string, string>>): string | undefined {
  const sorted = Object.entries(fields(labels)).sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.length === 0 ? undefined : text(JSON.stringify(sorted));
}
