import { field, fields, number, text } from '../fields';
import { readAlertList } from './alert-list';
import type { WebhookReading } from './incident-alert-detail';

/**
 * Reads a webhook of Grafana Alerting: Alertmanager's list, with the values that were measured and links into Grafana.
 * Shape: https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/
 */
export function readGrafana(body: unknown): WebhookReading {
  const truncated = number(field(body, 'truncatedAlerts')) ?? 0;
  return readAlertList(body, {
    ...(truncated > 0 && { remark: `Grafana left ${truncated} more alerts of this group out.` }),
    detailOf: values,
    linksOf: (alert) => ['panelURL', 'dashboardURL', 'generatorURL'].map((name) => field(alert, name)),
  });
}

/** `B = 44.24, C = 1`; older Grafanas say it in a text of their own. */
function values(alert: unknown): string | undefined {
  const measured = Object.entries(fields(field(alert, 'values'))).flatMap(([name, value]) => {
    const known = number(value);
    return known === undefined ? [] : [`${name} = ${Number(known.toPrecision(4))}`];
  });
  return text(measured.slice(0, 10).join(', ')) ?? text(field(alert, 'valueString'));
}
