import { list, number, text, type Fields } from './fields';

/** `CPUUtilization 99.5, limit 50, 1 of 1 × 5 min`, from the alarm's own reason and reason data. */
export function measured(reasonData: Fields, metric: Fields, reason: string | undefined): string | undefined {
  const points = list(reasonData['recentDatapoints']).flatMap((point) => number(point) ?? []);
  const last = points.at(-1);
  if (last === undefined) return undefined;
  const unit = text(reasonData['unit']) === 'Percent' ? ' %' : '';
  const label = text(metric['name']) ?? 'value';
  const period = number(reasonData['period']);
  const [, bad, seen] = /(\d+) out of the last (\d+) datapoints/.exec(reason ?? '') ?? [];
  const share = bad === undefined ? `${points.length}` : `${bad} of ${seen}`;
  const lasting = period === undefined ? '' : `, ${share} ${period === 60 ? 'minutes' : `× ${inWords(period)}`}`;
  const limit = limitOf(reasonData);
  return `${label} ${rounded(last)}${unit}${limit === undefined ? '' : `, limit ${limit}${unit}`}${lasting}`;
}

/** A fixed threshold, or the band of an anomaly alarm. */
function limitOf(reasonData: Fields): string | undefined {
  const threshold = number(reasonData['threshold']);
  if (threshold !== undefined) return rounded(threshold);
  const lower = number(list(reasonData['recentLowerThresholds']).at(-1));
  const upper = number(list(reasonData['recentUpperThresholds']).at(-1));
  if (upper === undefined) return lower === undefined ? undefined : `at least ${rounded(lower)}`;
  return lower === undefined ? rounded(upper) : `${rounded(lower)} to ${rounded(upper)}`;
}

function inWords(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}
