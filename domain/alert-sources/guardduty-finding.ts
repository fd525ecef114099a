import type { Alert } from '../alert';
import { readInstant } from '../instant';
import type { Severity } from '../severity';
import type { AlertSource } from './alert-source';
import type { Envelope } from './envelope';
import { field, number, text } from './fields';
import { guardDutyKey } from './finding-key';
import { claimed, consoleLink, newAlert } from './new-alert';

export const guardDutyFinding: AlertSource = {
  group: 'guardduty',
  source: 'aws.guardduty',
  detailType: 'GuardDuty Finding',
  name: 'GuardDuty',
  key: 'finding id',
  documentedAt: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html',
  read: readGuardDutyFinding,
};

/** Reads a finding. Seen again, it comes again under the same id, with a higher count: the same alert. */
function readGuardDutyFinding(envelope: Envelope): Alert | string {
  const detail = envelope.detail;
  const id = text(field(detail, 'id'));
  const type = text(field(detail, 'type'));
  if (id === undefined) return 'detail.id is missing or not a text';
  if (type === undefined) return 'detail.type is missing or not a text';

  const service = field(detail, 'service');
  const region = text(field(detail, 'region')) ?? envelope.region;
  const resource = text(field(field(detail, 'resource'), 'resourceType'));
  return newAlert(envelope, {
    dedupKey: guardDutyKey(id),
    signal: field(service, 'archived') === true ? 'ok' : 'firing',
    name: type,
    description: text(field(detail, 'title')) ?? text(field(detail, 'description')),
    changedAt: readInstant(field(detail, 'updatedAt')),
    startedAt: readInstant(field(service, 'eventFirstSeen')),
    measured: seen(number(field(service, 'count'))),
    dimensions: resource === undefined ? {} : { resourceType: resource },
    account: text(field(detail, 'accountId')),
    region,
    detectionSource: 'security',
    link: consoleLink(region, `guardduty/home?region=${region}#/findings?search=id%3D${encodeURIComponent(id)}`),
    claims: claims(number(field(detail, 'severity'))),
  });
}

function seen(count: number | undefined): string | undefined {
  if (count === undefined) return undefined;
  return count === 1 ? 'seen once' : `seen ${count} times`;
}

/** GuardDuty's own four bands. https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html */
function claims(severity: number | undefined) {
  if (severity === undefined) return claimed(undefined, '', 'security');
  const [band, ours]: [string, Severity] =
    severity >= 9 ? ['critical', 1] : severity >= 7 ? ['high', 2] : severity >= 4 ? ['medium', 3] : ['low', 4];
  return claimed(ours, `GuardDuty says ${severity} (${band})`, 'security');
}
