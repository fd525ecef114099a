import type { Alert, ChangeNote, Ignored } from '../alert';
import { readInstant } from '../instant';
import type { AlertSource } from './alert-source';
import type { Envelope } from './envelope';
import { field, text } from './fields';
import { claimed, keyOf, newAlert } from './new-alert';
import { newChange } from './new-change';

/** The states that tell of a change, in words. */
const changes: Readonly<Record<string, string>> = {
  SERVICE_DEPLOYMENT_IN_PROGRESS: 'started',
  SERVICE_DEPLOYMENT_COMPLETED: 'succeeded',
};

export const ecsDeployment: AlertSource = {
  group: 'ecs',
  source: 'aws.ecs',
  detailType: 'ECS Deployment State Change',
  name: 'ECS deployment',
  key: 'service ARN',
  documentedAt: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html',
  tellsChanges: { field: 'eventName', states: Object.keys(changes) },
  read: readEcsDeployment,
};

/** Reads how a service's deployment went. The service is the key, so that its next deployment that succeeds clears it. */
function readEcsDeployment(envelope: Envelope): Alert | ChangeNote | Ignored | string {
  const detail = envelope.detail;
  const service = envelope.resources[0];
  const happened = text(field(detail, 'eventName'), 100);
  const word = happened !== undefined && Object.hasOwn(changes, happened) ? changes[happened] : undefined;
  if (service === undefined && word !== undefined) return { ignored: 'a change without resources[0], the service' };
  if (service === undefined) return 'resources[0], the service, is missing or not a text';
  if (happened === undefined) return 'detail.eventName is missing or not a text';
  const failed = happened === 'SERVICE_DEPLOYMENT_FAILED';
  const name = text(service.split('/').at(-1)) ?? service;
  const change = word && newChange(envelope, { changed: `deployment of ${name} ${word}`, about: name, by: 'ECS' });
  if (!failed && happened !== 'SERVICE_DEPLOYMENT_COMPLETED') return change || { ignored: `ECS says ${happened}` };
  return newAlert(envelope, {
    dedupKey: keyOf('aws.ecs', 'deployment', service),
    signal: failed ? 'firing' : 'ok',
    name: `deployment of ${name}`,
    changedAt: readInstant(field(detail, 'updatedAt')),
    measured: failed ? text(field(detail, 'reason')) : undefined,
    change: change || undefined,
    dimensions: { ServiceName: name },
    claims: claimed(3, `ECS says ${happened}`),
  });
}
