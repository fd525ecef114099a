import { alarmContributor } from './alarm-contributor';
import { alarmEdit } from './alarm-edit';
import type { AlertSource, SourceGroup } from './alert-source';
import { canaryFailure, canarySuccess } from './canary-run';
import { canaryStatus } from './canary-status';
import { cloudWatchAlarm } from './cloudwatch-alarm';
import { deliveryRows } from './delivery-rows';
import { ecsDeployment } from './ecs-deployment';
import { ecsTask } from './ecs-task';
import { sourceOf } from './event-row';
import { securityRows } from './security-rows';
import { guardDutyFinding } from './guardduty-finding';
import { healthAbuseEvent, healthEvent } from './health-event';
import { heartbeatReport } from './heartbeat-report';
import { housekeepingRows } from './housekeeping-rows';
import { incidentAlert } from './incident-alert';
import { securityHubAction } from './security-hub-action';
import { securityHubFinding } from './security-hub-finding';
import { securityHubV2Finding } from './security-hub-v2-finding';
import { stackChange, toldChange } from './told-changes';

/** Everything that Tocsin can read, whether or not it is switched on. */
export const alertSources: readonly AlertSource[] = [
  cloudWatchAlarm,
  alarmContributor,
  alarmEdit,
  healthEvent,
  healthAbuseEvent,
  guardDutyFinding,
  securityHubFinding,
  securityHubV2Finding,
  securityHubAction,
  canaryFailure,
  canarySuccess,
  canaryStatus,
  incidentAlert,
  toldChange,
  stackChange,
  heartbeatReport,
  ecsDeployment,
  ecsTask,
  ...deliveryRows.map(sourceOf),
  ...housekeepingRows.map(sourceOf),
  ...securityRows.map(sourceOf),
];

export const sourceGroups: readonly SourceGroup[] = [...new Set(alertSources.map(({ group }) => group))];

/** What is switched on where the configuration does not say. The others speak often, or of what can wait. */
export const defaultSourceGroups: readonly SourceGroup[] = [
  'cloudwatch',
  'health',
  'guardduty',
  'securityhub',
  'synthetics',
  'custom',
  'changes',
];
