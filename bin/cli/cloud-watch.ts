import { whyNotOurs } from '../../domain/alert-sources/alarm-facts';
import { field, list, text } from '../../domain/alert-sources/fields';
import { readEpoch, type Instant } from '../../domain/instant';
import { Refused } from './mistakes';
import { sendSigned } from './signed-request';
import type { Target } from './target';

/** An alarm that is in ALARM now. */
export interface FiringAlarm {
  readonly name: string;
  readonly arn: string;
  /** When it changed to ALARM. */
  readonly since?: Instant;
  readonly reason?: string;
  /** As DescribeAlarms tells it: a MetricAlarm or CompositeAlarm of the CloudWatch API reference. */
  readonly described: unknown;
}

/** So many pages of a hundred alarms are read at most. */
const mostPages = 100;

/**
 * The alarms of the stack's account and region that are in ALARM, in the order of their names; not those that are none of Tocsin's business.
 * @throws Refused with CloudWatch's own reason, or where there is no CloudWatch.
 */
export async function firingAlarms(target: Target): Promise<readonly FiringAlarm[]> {
  const alarms: FiringAlarm[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const answer = await describeAlarms(target, NextToken);
    for (const described of [...list(field(answer, 'MetricAlarms')), ...list(field(answer, 'CompositeAlarms'))]) {
      const [name, arn] = [text(field(described, 'AlarmName')), text(field(described, 'AlarmArn'))];
      if (name === undefined || arn === undefined || whyNotOurs(name, {}) !== undefined) continue;
      const since = field(described, 'StateTransitionedTimestamp') ?? field(described, 'StateUpdatedTimestamp');
      const reason = text(field(described, 'StateReason'));
      alarms.push({ name, arn, since: readEpoch(since, 'seconds'), reason, described });
    }
    NextToken = text(field(answer, 'NextToken'));
    if (NextToken === undefined) return alarms.sort((one, other) => (one.name < other.name ? -1 : 1));
  }
  throw new Refused('There are more alarms in ALARM than can be listed. That needs another look than this one.');
}

/** One page, in the JSON protocol of CloudWatch, whose times are seconds since 1970. */
async function describeAlarms({ cloudWatch, signer }: Target, NextToken: string | undefined): Promise<unknown> {
  if (cloudWatch === undefined)
    throw new Refused(
      'There is no CloudWatch on the local stack, so nothing fires there. To try one: npx tocsin alarm',
    );
  const asked = { StateValue: 'ALARM', AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], MaxRecords: 100, NextToken };
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'GraniteServiceVersion20100801.DescribeAlarms',
  };
  const request = { url: `${cloudWatch}/`, method: 'POST', service: 'monitoring', headers } as const;
  const response = await sendSigned({ ...request, body: JSON.stringify(asked) }, signer);
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && answer !== undefined) return answer;
  const reason = text(field(answer, 'message')) ?? text(field(answer, 'Message')) ?? `HTTP ${response.status}`;
  throw new Refused(`CloudWatch does not list its alarms: ${reason}`);
}

/** The event that CloudWatch would have sent when the alarm changed: its key is the alarm's ARN, as ever. */
export function asStateChange({ name, arn, since, reason, described }: FiringAlarm): object {
  const dimensions = list(field(described, 'Dimensions')).flatMap((each): [string, string][] => {
    const [key, value] = [text(field(each, 'Name')), text(field(each, 'Value'))];
    return key === undefined || value === undefined ? [] : [[key, value]];
  });
  const metric = {
    name: field(described, 'MetricName'),
    namespace: field(described, 'Namespace'),
    dimensions: Object.fromEntries(dimensions),
  };
  const detail = {
    alarmName: name,
    state: { value: 'ALARM', reason, reasonData: field(described, 'StateReasonData'), timestamp: since },
    configuration: {
      description: field(described, 'AlarmDescription'),
      metrics: metric.name === undefined ? [] : [{ id: 'm1', metricStat: { metric }, returnData: true }],
    },
  };
  const kind = { Source: 'tocsin.firing', DetailType: 'CloudWatch Alarm State Change' };
  return { ...kind, Resources: [arn], Detail: JSON.stringify(detail) };
}
