import type { IncidentDetail, IncidentStory, TimelineLine } from '../../../bin/cli/incident-shapes';
import type { OutboxMessage } from '../../../bin/cli/outbox-message';

/** The incident of the first minutes on a laptop, one second after it opened. */
export function checkoutIncident(change: Partial<IncidentDetail> = {}): IncidentDetail {
  return {
    id: 'K7MQ',
    severity: 'SEV-1',
    status: 'investigating',
    title: 'checkout-5xx',
    service: 'checkout',
    alertCount: 1,
    level: 1,
    openedAt: '2027-03-03T02:02:41.000Z',
    startedAt: '2027-03-03T01:59:00.000Z',
    acknowledgedAt: null,
    acknowledgedBy: null,
    resolvedAt: null,
    summary: 'Paying by card is failing.',
    severityBecause: 'rule checkout-down',
    needsSeverity: false,
    measured: 'Http5xxRate 42 %, limit 5 %, 3 of 3 minutes',
    account: '000000000000',
    region: 'eu-central-1',
    runbook: 'https://wiki.example.com/runbooks/checkout-5xx',
    link: 'https://eu-central-1.console.aws.amazon.com/cloudwatch/home',
    publicNotice: {
      state: 'waiting',
      text: 'Paying by card may fail or be slow.',
      dueAt: '2027-03-03T02:07:41.000Z',
      holds: 0,
      component: 'Checkout',
    },
    nextPage: { level: 2, at: '2027-03-03T02:07:41.000Z', names: ['Sam'] },
    updateDueAt: null,
    ...change,
  };
}

export const opening: TimelineLine = {
  seq: 1,
  at: '2027-03-03T02:02:41.000Z',
  type: 'IncidentOpened',
  by: 'alarm',
  text: 'K7MQ opened: SEV-1 checkout-5xx, because rule checkout-down.',
};

export function story(
  change: Partial<IncidentDetail> = {},
  timeline: readonly TimelineLine[] = [opening],
): IncidentStory {
  return { incident: checkoutIncident(change), timeline };
}

/** A page to one person, as the outbox shows it. */
export function page(change: Partial<OutboxMessage> = {}): OutboxMessage {
  return {
    id: `${change.responder ?? 'alex'}-${change.channel ?? 'sms'}`,
    at: '2027-03-03T02:02:41.500Z',
    to: '+447700900101',
    channel: 'sms',
    kind: 'page',
    incidentId: 'K7MQ',
    responder: 'alex',
    level: 1,
    body: 'SEV-1 checkout-5xx 03:02 CET K7MQ. ACK by 03:07 or Sam is paged\nhttp://127.0.0.1:8081/a/token',
    link: 'http://127.0.0.1:8081/a/token',
    ...change,
  };
}
