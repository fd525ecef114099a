/** The metrics that a line of CloudWatch's embedded metric format carries, by name; none for any other line. */
export function metricsIn(line: string): string[] {
  if (!line.startsWith('{"_aws"')) return [];
  const { _aws } = JSON.parse(line) as { _aws: { CloudWatchMetrics: { Metrics: { Name: string }[] }[] } };
  return _aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name));
}
