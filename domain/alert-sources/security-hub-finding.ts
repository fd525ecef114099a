import type { Alert, Ignored, Signal } from '../alert';
import { readInstant } from '../instant';
import type { Severity } from '../severity';
import type { AlertSource } from './alert-source';
import type { Envelope } from './envelope';
import { at, field, text } from './fields';
import { findingKey } from './finding-key';
import { claimed, newAlert } from './new-alert';

export const securityHubFinding: AlertSource = {
  group: 'securityhub',
  source: 'aws.securityhub',
  detailType: 'Security Hub Findings - Imported',
  name: 'Security Hub (ASFF)',
  key: 'finding id',
  documentedAt: 'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-syntax.html',
  read: readSecurityHubFinding,
};

const severities: Readonly<Record<string, Severity>> = { CRITICAL: 1, HIGH: 2, MEDIUM: 3, LOW: 4 };

/** Reads a finding in the AWS Security Finding Format. One that only informs, or that somebody works on no more, is no alert. */
function readSecurityHubFinding(envelope: Envelope): Alert | Ignored | string {
  const finding = at(envelope.detail, 'findings.0');
  const id = text(field(finding, 'Id'));
  const label = text(at(finding, 'Severity.Label'));
  if (id === undefined) return 'detail.findings[0].Id is missing or not a text';
  const signal = signalOf(finding);
  if (signal === 'firing' && label === 'INFORMATIONAL') return { ignored: 'a finding that only informs' };

  const severity = label !== undefined && Object.hasOwn(severities, label) ? severities[label] : undefined;
  return newAlert(envelope, {
    dedupKey: findingKey(id),
    signal,
    name: text(field(finding, 'Title')) ?? text(at(finding, 'Types.0')) ?? 'a finding without a title',
    description: text(field(finding, 'Description')),
    changedAt: readInstant(field(finding, 'UpdatedAt')),
    startedAt: readInstant(field(finding, 'FirstObservedAt')),
    dimensions: product(text(field(finding, 'ProductName')), text(at(finding, 'Resources.0.Id'))),
    account: text(field(finding, 'AwsAccountId')),
    region: text(field(finding, 'Region')),
    detectionSource: 'security',
    claims: claimed(severity, `Security Hub says ${label}`, 'security'),
  });
}

/** Archived, resolved, suppressed, or a check that passes now: nothing is to be done about it any more. */
function signalOf(finding: unknown): Signal {
  const over =
    text(field(finding, 'RecordState')) === 'ARCHIVED' ||
    ['RESOLVED', 'SUPPRESSED'].includes(text(at(finding, 'Workflow.Status')) ?? '') ||
    text(at(finding, 'Compliance.Status')) === 'PASSED';
  return over ? 'ok' : 'firing';
}

/** Which product found it, and in what. */
export function product(name: string | undefined, resource: string | undefined): Record<string, string> {
  return { ...(name === undefined ? {} : { product: name }), ...(resource === undefined ? {} : { resource }) };
}
