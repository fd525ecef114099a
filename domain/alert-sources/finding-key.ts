import { keyOf } from './new-alert';

/** A finding of GuardDuty comes from GuardDuty and again from Security Hub, which knows it by its ARN: one key for both. */
export function guardDutyKey(findingId: string): string {
  return keyOf('aws.guardduty', findingId);
}

/** The key of a finding in Security Hub. */
export function findingKey(id: string): string {
  const guardDutyId = /^arn:aws[a-z-]*:guardduty:[^/]*\/[^/]*\/finding\/([^/]+)$/.exec(id)?.[1];
  return guardDutyId === undefined ? keyOf('aws.securityhub', id) : guardDutyKey(guardDutyId);
}
