import type { WebhookSource } from '../../webhook-source';
import { readAlertmanager } from './alertmanager';
import { readDatadog } from './datadog';
import { readGeneric } from './generic';
import { readGrafana } from './grafana';
import type { WebhookReading } from './incident-alert-detail';

/** The alerts in a body that was posted to `/alerts/<source>`. Nothing throws; what is not there is not read. */
export function readWebhook(body: unknown, source: WebhookSource): WebhookReading {
  switch (source.format) {
    case 'alertmanager':
      return readAlertmanager(body);
    case 'grafana':
      return readGrafana(body);
    case 'datadog':
      return readDatadog(body);
    case 'generic':
      return readGeneric(body, source.mapping);
    case 'pagerduty':
      return { alerts: [], unreadable: 'events of PagerDuty go to /v2/enqueue' };
    case 'heartbeats':
      return { alerts: [], unreadable: 'reports of jobs go to /heartbeats/<id>' };
  }
}

/**
 * True for senders that take a 4xx for an answer and give up. Alertmanager and Grafana would send the same group again at
 * every interval, for ever: they are told that it was taken, which it was, as an alert about itself.
 */
export function takesNoForAnAnswer({ format }: WebhookSource): boolean {
  return format !== 'alertmanager' && format !== 'grafana';
}
