import type { WebhookSource } from '../domain/webhook-source';

/** Who may send alerts by HTTP. Each has a secret of its own, which is made when the stack is deployed and costs as much as any secret. */
export const webhooks: readonly WebhookSource[] = [
  { id: 'pagerduty', format: 'pagerduty' },
  { id: 'alertmanager', format: 'alertmanager' },
  { id: 'grafana', format: 'grafana' },
  { id: 'datadog', format: 'datadog' },
  { id: 'heartbeats', format: 'heartbeats' },
  {
    id: 'generic',
    format: 'generic',
    mapping: {
      dedupKey: ['dedupKey', 'id', 'key'],
      title: ['title', 'name', 'summary'],
      status: ['status', 'state'],
      resolvedWhen: ['resolved', 'ok', 'up', 'recovered', 'closed'],
      description: ['description', 'message'],
      service: 'service',
      severity: ['severity', 'priority'],
      severities: { critical: 1, error: 2, warning: 3, info: 4 },
      detectedAt: 'detectedAt',
      startedAt: 'startedAt',
      link: ['link', 'url', 'links.0'],
      runbook: 'runbook',
      tags: ['tags', 'labels'],
    },
  },
];
