import type { Alert, Ignored } from '../alert';
import { readInstant } from '../instant';
import type { AlertSource } from './alert-source';
import type { Envelope } from './envelope';
import { field, text } from './fields';
import { claimed, keyOf, newAlert } from './new-alert';

export const ecsDeployment: AlertSource = {
  group: 'ecs',
  source: 'aws.ecs',
  detailType: 'ECS Deployment State Change',
  name: 'ECS deployment',
  key: 'service ARN',
  documentedAt: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html',
  read: readEcsDeployment,
};

/** Reads how a service's deployment went. The service is the key, so that its next deployment that succeeds clears it. */
function readEcsDeployment(envelope: Envelope): Alert | Ignored | string {
  const detail = envelope.detail;
  const service = envelope.resources[0];
  const happened = text(field(detail, 'eventName'), 100);
  if (service === undefined) return 'resources[0], the service, is missing or not a text';
  if (happened === undefined) return 'detail.eventName is missing or not a text';
  const failed = happened === 'SERVICE_DEPLOYMENT_FAILED';
  if (!failed && happened !== 'SERVICE_DEPLOYMENT_COMPLETED') return { ignored: `ECS says ${happened}` };
  const name = text(service.split('/').at(-1)) ?? service;
  return newAlert(envelope, {
    dedupKey: keyOf('aws.ecs', 'deployment', service),
    signal: failed ? 'firing' : 'ok',
    name: `deployment of ${name}`,
    changedAt: readInstant(field(detail, 'updatedAt')),
    measured: failed ? text(field(detail, 'reason')) : undefined,
    dimensions: { ServiceName: name },
    claims: claimed(3, `ECS says ${happened}`),
  });
}
