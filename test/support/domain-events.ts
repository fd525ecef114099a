/** AWS's documented event of a single-metric alarm, ServerCpuTooHigh (the CloudWatch user guide, "Sample events for alarm state changes"). */
export const serverCpuTooHigh = {
  version: '0',
  id: 'c4c1c1c9-6542-e61b-6ef0-8c4d36933a92',
  'detail-type': 'CloudWatch Alarm State Change',
  source: 'aws.cloudwatch',
  account: '123456789012',
  time: '2019-10-02T17:04:40Z',
  region: 'us-east-1',
  resources: ['arn:aws:cloudwatch:us-east-1:123456789012:alarm:ServerCpuTooHigh'],
  detail: {
    alarmName: 'ServerCpuTooHigh',
    configuration: {
      description: 'Goes into alarm when server CPU utilization is too high!',
      metrics: [
        {
          id: '30b6c6b2-a864-43a2-4877-c09a1afc3b87',
          metricStat: {
            metric: {
              dimensions: { InstanceId: 'i-12345678901234567' },
              name: 'CPUUtilization',
              namespace: 'AWS/EC2',
            },
            period: 300,
            stat: 'Average',
          },
          returnData: true,
        },
      ],
    },
    previousState: {
      reason:
        'Threshold Crossed: 1 out of the last 1 datapoints [0.0666851903306472 (01/10/19 13:46:00)] was not greater than the threshold (50.0) (minimum 1 datapoint for ALARM -> OK transition).',
      reasonData:
        '{"version":"1.0","queryDate":"2019-10-01T13:56:40.985+0000","startDate":"2019-10-01T13:46:00.000+0000","statistic":"Average","period":300,"recentDatapoints":[0.0666851903306472],"threshold":50.0}',
      timestamp: '2019-10-01T13:56:40.987+0000',
      value: 'OK',
    },
    state: {
      reason:
        'Threshold Crossed: 1 out of the last 1 datapoints [99.50160229693434 (02/10/19 16:59:00)] was greater than the threshold (50.0) (minimum 1 datapoint for OK -> ALARM transition).',
      reasonData:
        '{"version":"1.0","queryDate":"2019-10-02T17:04:40.985+0000","startDate":"2019-10-02T16:59:00.000+0000","statistic":"Average","period":300,"recentDatapoints":[99.50160229693434],"threshold":50.0}',
      timestamp: '2019-10-02T17:04:40.989+0000',
      value: 'ALARM',
    },
  },
} as const;

/** The documented alarm with parts of its detail and state replaced. */
export function anAlarmEvent(detail: object = {}, state: object = {}): Record<string, unknown> {
  return {
    ...serverCpuTooHigh,
    detail: { ...serverCpuTooHigh.detail, ...detail, state: { ...serverCpuTooHigh.detail.state, ...state } },
  };
}

/** A custom alert in full. */
export const incidentAlert = {
  id: 'a-1',
  'detail-type': 'Incident Alert',
  source: 'shop.support',
  account: '123456789012',
  region: 'eu-central-1',
  time: '2027-03-03T10:00:00Z',
  detail: {
    schemaVersion: 1,
    dedupKey: 'refunds',
    status: 'firing',
    title: 'Refunds do not arrive',
    service: 'checkout',
    severity: 'SEV-2',
    description: 'Twelve customers wrote.',
    detectedAt: '2027-03-03T09:58:00Z',
    startedAt: '2027-03-03T09:30:00Z',
    detectionSource: 'customer',
    triggerClass: 'back',
    incidentType: 'availability',
    runbook: 'https://wiki.example.com/refunds',
    links: ['javascript:alert(1)', 'https://graphs.example.com/refunds'],
    tags: { team: 'payments' },
  },
} as const;

/** Every value that stands where none of its kind belongs. */
export const oddValues: readonly unknown[] = [
  undefined,
  null,
  [],
  {},
  0,
  -1,
  1e400,
  '',
  ' ',
  true,
  false,
  [[[]]],
  { value: { value: 'ALARM' } },
  'ALARM',
  '{"a":',
  '\u0000\ud800',
  'x'.repeat(100_000),
  ['ALARM'],
  { toString: 'no function' },
  JSON.parse('{"__proto__":{"value":"ALARM","alarmName":"x"}}'),
  JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
];

/** The event once for each field in it and each odd value, with that field replaced. */
export function* withOddFields(event: unknown): Generator<{ readonly place: string; readonly event: unknown }> {
  for (const place of placesIn(event)) {
    for (const odd of oddValues) {
      const copy = structuredClone(event) as Record<string, unknown>;
      const last = place.at(-1)!;
      const parent = place.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy);
      (parent as Record<string, unknown>)[last] = odd;
      yield { place: `${place.join('.')} = ${JSON.stringify(odd)?.slice(0, 40)}`, event: copy };
    }
  }
}

function placesIn(value: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...placesIn(inner, [...at, key])]);
}
