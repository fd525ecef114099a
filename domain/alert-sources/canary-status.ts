import type { Alert, Ignored } from '../alert';
import { readEpoch } from '../instant';
import type { AlertSource } from './alert-source';
import { canary, canaryLink } from './canary';
import type { Envelope } from './envelope';
import { field, text } from './fields';
import { keyOf, newAlert } from './new-alert';

export const canaryStatus: AlertSource = {
  group: 'synthetics',
  source: 'aws.synthetics',
  detailType: 'Synthetics Canary Status Change',
  name: 'Synthetics canary, its own state',
  key: 'canary id (apart from its runs)',
  documentedAt: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitoring-events-eventbridge.html',
  read: readCanaryStatus,
};

/** Reads what became of the canary itself: in ERROR it watches nothing any more, which is no news about what it watched. */
function readCanaryStatus(envelope: Envelope): Alert | Ignored | string {
  const detail = envelope.detail;
  const { id, name, account } = canary(detail);
  const state = text(field(detail, 'current-state'), 50);
  if (id === undefined || name === undefined) return 'detail.canary-name is missing or not a text';
  if (state === undefined) return 'detail.current-state is missing or not a text';
  if (!['ERROR', 'RUNNING', 'READY'].includes(state)) return { ignored: `a canary is ${state}` };
  const broken = state === 'ERROR';
  return newAlert(envelope, {
    dedupKey: keyOf('aws.synthetics', 'status', id),
    signal: broken ? 'firing' : 'ok',
    name: `${name} watches no more`,
    description: text(field(detail, 'message')),
    changedAt: readEpoch(field(detail, 'updated-on'), 'seconds'),
    measured: broken ? `canary ${state}` : undefined,
    dimensions: { CanaryName: name },
    account,
    detectionSource: 'synthetic',
    link: canaryLink(envelope.region, name),
  });
}
