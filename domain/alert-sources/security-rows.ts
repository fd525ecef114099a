import type { EventRow } from './event-row';

/** What the security services say besides their findings, which have readers of their own. */
export const securityRows: readonly EventRow[] = [
  {
    // Every object that is uploaded is told of, however clean: a group of its own, so that nobody gets it unasked.
    group: 'malware',
    source: 'aws.guardduty',
    detailType: 'GuardDuty Malware Protection Object Scan Result',
    name: 'GuardDuty, malware in S3',
    speaker: 'GuardDuty',
    key: 'bucket, object key',
    keyPaths: ['detail.s3ObjectDetails.bucketName', 'detail.s3ObjectDetails.objectKey'],
    what: 'malware in',
    namePath: 'detail.s3ObjectDetails.objectKey',
    statePath: 'detail.scanResultDetails.scanResultStatus',
    fires: ['THREATS_FOUND'],
    clears: ['NO_THREATS_FOUND'],
    severity: 2,
    reasonPath: 'detail.scanResultDetails.threats.0.name',
    security: true,
    documentedAt: 'https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html',
  },
  {
    group: 'securityhub',
    source: 'aws.securityhub',
    detailType: 'Security Hub Insight Results',
    name: 'Security Hub, results of an insight',
    speaker: 'a person in Security Hub',
    key: 'insight ARN',
    keyPaths: ['detail.insightArn'],
    what: 'Security Hub insight:',
    namePath: 'detail.insightName',
    stateless: { signal: 'firing', says: 'that it is one' },
    fires: [],
    clears: [],
    severity: 2,
    reasonPath: 'detail.actionName',
    security: true,
    documentedAt: 'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html',
  },
];
