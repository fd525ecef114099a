import type { Count } from '../ports';

/** Metrics by CloudWatch's embedded metric format: a log line, no call, nothing to wait for. */
export const count: Count = (metric, value) => {
  console.log(
    JSON.stringify({
      _aws: {
        Timestamp: Date.now(),
        CloudWatchMetrics: [{ Namespace: 'Tocsin', Dimensions: [[]], Metrics: [{ Name: metric, Unit: 'Count' }] }],
      },
      [metric]: value,
    }),
  );
};
