import type { Alert } from '../alert';
import { readEpoch } from '../instant';
import type { AlertSource } from './alert-source';
import { canary, canaryLink } from './canary';
import type { Envelope } from './envelope';
import { at, field, text } from './fields';
import { keyOf, newAlert } from './new-alert';

const run = {
  group: 'synthetics',
  source: 'aws.synthetics',
  key: 'canary id',
  documentedAt: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitoring-events-eventbridge.html',
  read: readCanaryRun,
} as const;

export const canaryFailure: AlertSource = {
  ...run,
  detailType: 'Synthetics Canary TestRun Failure',
  name: 'Synthetics canary, a run that failed',
};

export const canarySuccess: AlertSource = {
  ...run,
  detailType: 'Synthetics Canary TestRun Successful',
  name: 'Synthetics canary, a run that passed',
};

/** Reads how one run of a canary went. Its fields are written in kebab-case, its times in seconds since 1970. */
function readCanaryRun(envelope: Envelope): Alert | string {
  const detail = envelope.detail;
  const { id, name, account } = canary(detail);
  const status = text(field(detail, 'test-run-status'));
  if (id === undefined || name === undefined) return 'detail.canary-name is missing or not a text';
  if (status !== 'PASSED' && status !== 'FAILED') return 'detail.test-run-status is not PASSED or FAILED';
  const failed = status === 'FAILED';
  return newAlert(envelope, {
    dedupKey: keyOf('aws.synthetics', id),
    signal: failed ? 'firing' : 'ok',
    name,
    changedAt: readEpoch(at(detail, 'canary-run-timeline.completed'), 'seconds'),
    startedAt: readEpoch(at(detail, 'canary-run-timeline.started'), 'seconds'),
    measured: failed ? reason(detail) : undefined,
    dimensions: { CanaryName: name },
    account,
    detectionSource: 'synthetic',
    link: canaryLink(envelope.region, name),
  });
}

/** The reason comes within quotation marks of its own, and as the word "null" where there is none. */
function reason(detail: unknown): string | undefined {
  const said = text(text(field(detail, 'state-reason'))?.replace(/^"|"$/g, ''));
  return said === 'null' ? undefined : said;
}
