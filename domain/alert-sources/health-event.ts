import type { Alert, AlertClaims } from '../alert';
import { readInstant } from '../instant';
import type { Severity } from '../severity';
import type { AlertSource } from './alert-source';
import type { Envelope } from './envelope';
import { at, field, text } from './fields';
import { claimed, keyOf, newAlert } from './new-alert';

const health = {
  group: 'health',
  source: 'aws.health',
  key: 'event ARN, affected account',
  documentedAt: 'https://docs.aws.amazon.com/health/latest/ug/aws-health-events-eventbridge-schema.html',
  read: readHealthEvent,
} as const;

export const healthEvent: AlertSource = { ...health, detailType: 'AWS Health Event', name: 'AWS Health' };

export const healthAbuseEvent: AlertSource = {
  ...health,
  detailType: 'AWS Health Abuse Event',
  name: 'AWS Health, abuse report',
};

/** An issue is an outage of AWS, or of us at AWS; what is scheduled or only announced can wait for the morning's mail. */
const severities: Readonly<Record<string, Severity>> = {
  issue: 2,
  investigation: 3,
  accountNotification: 4,
  scheduledChange: 4,
};

/**
 * Reads what AWS says about itself and about our accounts. An event that concerns everybody comes a second time in the
 * backup region, and a long one comes in pages: all of them carry the same ARN, so they are one alert.
 */
function readHealthEvent(envelope: Envelope): Alert | string {
  const detail = envelope.detail;
  const eventArn = text(field(detail, 'eventArn'));
  const code = text(field(detail, 'eventTypeCode'));
  if (eventArn === undefined) return 'detail.eventArn is missing or not a text';
  if (code === undefined) return 'detail.eventTypeCode is missing or not a text';

  const account = text(field(detail, 'affectedAccount')) ?? envelope.account;
  const startedAt = readInstant(field(detail, 'startTime'));
  const about = text(field(detail, 'service'));
  const security = about === 'ABUSE' || about === 'RISK' || code.startsWith('AWS_RISK_');
  return newAlert(envelope, {
    dedupKey: keyOf('aws.health', eventArn, account),
    signal: text(field(detail, 'statusCode')) === 'closed' ? 'ok' : 'firing',
    name: code,
    description: text(at(detail, 'eventDescription.0.latestDescription')),
    changedAt: readInstant(field(detail, 'lastUpdatedTime')) ?? startedAt,
    startedAt,
    dimensions: about === undefined ? {} : { service: about },
    account,
    region: text(field(detail, 'eventRegion')),
    detectionSource: security ? 'security' : 'monitoring',
    link: 'https://health.console.aws.amazon.com/health/home',
    claims: claims(code, text(field(detail, 'eventTypeCategory')), security ? 'security' : undefined),
  });
}

function claims(code: string, category: string | undefined, incidentType: string | undefined): AlertClaims {
  // https://docs.aws.amazon.com/health/latest/ug: keys found in public, or seen in wrong hands.
  if (code.startsWith('AWS_RISK_CREDENTIALS_')) return claimed(1, `AWS Health says ${code}`, 'security');
  const severity = category !== undefined && Object.hasOwn(severities, category) ? severities[category] : undefined;
  return claimed(severity, `AWS Health says ${category}`, incidentType);
}
