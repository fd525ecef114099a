import type { Alert } from '../alert';
import { readInstant } from '../instant';
import type { AlertSource } from './alert-source';
import type { Envelope } from './envelope';
import { at, field, text } from './fields';
import { claimed, keyOf, newAlert } from './new-alert';
import { product } from './security-hub-finding';

export const securityHubAction: AlertSource = {
  group: 'securityhub',
  source: 'aws.securityhub',
  detailType: 'Security Hub Findings - Custom Action',
  name: 'Security Hub, custom action',
  key: 'finding id (apart from the finding itself)',
  documentedAt: 'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html',
  read: readSecurityHubAction,
};

/**
 * Reads a button that a person pressed on a finding: "declare incident". Its key is not the finding's own, so that it
 * pages even where the finding itself has been mailed as a minor one.
 */
function readSecurityHubAction(envelope: Envelope): Alert | string {
  const finding = at(envelope.detail, 'findings.0');
  const id = text(field(finding, 'Id'));
  if (id === undefined) return 'detail.findings[0].Id is missing or not a text';
  const action = text(field(envelope.detail, 'actionName'), 100) ?? 'custom action';
  return newAlert(envelope, {
    dedupKey: keyOf('aws.securityhub', 'declared', id),
    signal: 'firing',
    name: text(field(finding, 'Title')) ?? 'a finding without a title',
    description: text(field(finding, 'Description')),
    startedAt: readInstant(field(finding, 'FirstObservedAt')),
    dimensions: product(text(field(finding, 'ProductName')), text(at(finding, 'Resources.0.Id'))),
    account: text(field(finding, 'AwsAccountId')),
    region: text(field(finding, 'Region')),
    detectionSource: 'security',
    claims: claimed(2, `a person declared it in Security Hub: ${action}`, 'security'),
  });
}
