import type { Alert, Ignored, Signal } from '../alert';
import { readInstant } from '../instant';
import type { AlertSource } from './alert-source';
import type { Envelope } from './envelope';
import { field, list, number, text } from './fields';
import { claimed, keyOf, newAlert } from './new-alert';

export const ecsTask: AlertSource = {
  group: 'ecs',
  source: 'aws.ecs',
  detailType: 'ECS Task State Change',
  name: 'ECS task',
  key: 'cluster ARN, task group (its service)',
  documentedAt: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html',
  read: readEcsTask,
};

/** Reads what became of a task. Tasks that are stopped on purpose (a deployment, fewer wanted, a person) are no alert. */
function readEcsTask(envelope: Envelope): Alert | Ignored | string {
  const detail = envelope.detail;
  const cluster = text(field(detail, 'clusterArn'));
  const group = text(field(detail, 'group'));
  const status = text(field(detail, 'lastStatus'), 50);
  if (cluster === undefined) return 'detail.clusterArn is missing or not a text';
  if (group === undefined) return 'detail.group is missing or not a text';
  if (status === undefined) return 'detail.lastStatus is missing or not a text';
  const signal = signalOf(detail, status);
  if (signal === undefined) return { ignored: `a task is ${status}, as it should be` };
  const stopCode = text(field(detail, 'stopCode'), 100);
  return newAlert(envelope, {
    dedupKey: keyOf('aws.ecs', 'task', cluster, group),
    signal,
    name: `tasks of ${group.replace(/^(service|family):/, '')}`,
    changedAt: readInstant(field(detail, 'updatedAt')) ?? readInstant(field(detail, 'stoppedAt')),
    measured: signal === 'firing' ? text(field(detail, 'stoppedReason')) : undefined,
    dimensions: { ClusterName: text(cluster.split('/').at(-1)) ?? cluster, Group: group },
    claims: claimed(3, `ECS says ${stopCode ?? status}`),
  });
}

/** A task that could not start, whose container ended badly or was found unhealthy fires; one that runs, or is done, is an OK. */
function signalOf(detail: unknown, status: string): Signal | undefined {
  if (status === 'RUNNING') return text(field(detail, 'desiredStatus')) === 'RUNNING' ? 'ok' : undefined;
  if (status !== 'STOPPED') return undefined;
  const stopCode = text(field(detail, 'stopCode'));
  if (stopCode === 'TaskFailedToStart') return 'firing';
  if (stopCode === 'EssentialContainerExited') return endedWell(detail) ? 'ok' : 'firing';
  return text(field(detail, 'stoppedReason'))?.includes('health check') ? 'firing' : undefined;
}

/** True if every container says that it ended with 0; one that says nothing was killed, out of memory perhaps. */
function endedWell(detail: unknown): boolean {
  const codes = list(field(detail, 'containers')).map((container) => number(field(container, 'exitCode')));
  return codes.length > 0 && codes.every((code) => code === 0);
}
