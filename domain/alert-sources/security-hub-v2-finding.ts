import type { Alert, Ignored } from '../alert';
import { readEpoch, readInstant } from '../instant';
import type { Severity } from '../severity';
import type { AlertSource } from './alert-source';
import type { Envelope } from './envelope';
import { at, field, number, text } from './fields';
import { findingKey } from './finding-key';
import { claimed, newAlert } from './new-alert';
import { product } from './security-hub-finding';

export const securityHubV2Finding: AlertSource = {
  group: 'securityhub',
  source: 'aws.securityhub',
  detailType: 'Findings Imported V2',
  name: 'Security Hub V2 (OCSF)',
  key: 'finding uid',
  documentedAt: 'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-v2-cwe-event-formats.html',
  read: readSecurityHubV2Finding,
};

/** OCSF's `severity_id`, which is never translated: 1 informational, 2 low, 3 medium, 4 high, 5 critical, 6 fatal. */
const severities: readonly (Severity | undefined)[] = [undefined, 4, 4, 3, 2, 1, 1];
const informational = 1;
/** OCSF's `status_id` of findings that nobody works on any more: 3 suppressed, 4 resolved, 5 archived, 6 deleted. */
const over = [3, 4, 5, 6];
/** OCSF's `compliance.status_id` of a check that passes. */
const passes = 1;

/** Reads a finding in the Open Cybersecurity Schema Framework. */
function readSecurityHubV2Finding(envelope: Envelope): Alert | Ignored | string {
  const finding = at(envelope.detail, 'findings.0');
  const info = field(finding, 'finding_info');
  const uid = text(field(info, 'uid'));
  if (uid === undefined) return 'detail.findings[0].finding_info.uid is missing or not a text';
  const level = number(field(finding, 'severity_id'));
  const isOver =
    over.includes(number(field(finding, 'status_id')) ?? 0) || at(finding, 'compliance.status_id') === passes;
  if (!isOver && level === informational) return { ignored: 'a finding that only informs' };

  const said = text(field(finding, 'severity'), 50) ?? `severity ${level}`;
  return newAlert(envelope, {
    dedupKey: findingKey(uid),
    signal: isOver ? 'ok' : 'firing',
    name: text(field(info, 'title')) ?? text(at(info, 'types.0')) ?? 'a finding without a title',
    description: text(field(info, 'desc')),
    changedAt: readInstant(field(info, 'modified_time_dt')) ?? readEpoch(field(info, 'modified_time'), 'milliseconds'),
    startedAt:
      readInstant(field(info, 'first_seen_time_dt')) ?? readEpoch(field(info, 'first_seen_time'), 'milliseconds'),
    dimensions: product(text(at(finding, 'metadata.product.name')), text(at(finding, 'resources.0.uid'))),
    account: text(at(finding, 'cloud.account.uid')),
    region: text(at(finding, 'cloud.region')),
    detectionSource: 'security',
    claims: claimed(level === undefined ? undefined : severities[level], `Security Hub says ${said}`, 'security'),
  });
}
