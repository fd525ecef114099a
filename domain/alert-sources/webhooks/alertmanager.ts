import { field, number } from '../fields';
import { readAlertList } from './alert-list';
import type { WebhookReading } from './incident-alert-detail';

/**
 * Reads a webhook of Prometheus Alertmanager, version 4.
 * Shape: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export function readAlertmanager(body: unknown): WebhookReading {
  const truncated = number(field(body, 'truncatedAlerts')) ?? 0;
  return readAlertList(body, {
    ...(truncated > 0 && { remark: `Alertmanager left ${truncated} more alerts of this group out (max_alerts).` }),
    detailOf: () => undefined,
    linksOf: (alert) => [field(alert, 'generatorURL'), field(body, 'externalURL')],
  });
}
