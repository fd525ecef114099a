import { day, hour, minute, plus, type Instant } from './instant';
import { severityName, type Severity } from './severity';
import { publicTime } from './zoned-time';

/** A job that promised to report. Silence longer than `every` and `grace` together is an alert. */
export interface Heartbeat {
  readonly id: string;
  /** How often it reports: `5m`, `1h`, `1d`. */
  readonly every: string;
  /** How late it may be: `5m`. */
  readonly grace: string;
  /** What people call it; its id where it is left out. */
  readonly name?: string;
  /** What its silence means, in one sentence for a person at night. */
  readonly summary?: string;
  readonly service?: string;
  /** Where it is left out, and no rule says it, the silence pages and asks for a severity. */
  readonly severity?: Severity;
}

/** What is kept of one heartbeat: by when a report is due, and when the last one came, if ever. */
export interface HeartbeatPromise {
  readonly id: string;
  readonly dueAt: Instant;
  readonly lastAt?: Instant;
  /** The silence that was allowed when this was written, in milliseconds: tells that the configuration has changed. */
  readonly allowed: number;
}

/** Who speaks when a job does not. Rules can match it. */
export const heartbeatSource = 'tocsin.heartbeats';

/** The dedup key of a silence, under which the job's next report is its OK. */
export function silenceKey(id: string): string {
  return `${heartbeatSource} heartbeat:${id}`;
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: minute, h: hour, d: day };

/** `90s`, `5m`, `1h`, `1d` in milliseconds; undefined for anything else. */
export function lengthOf(written: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,5})([smhd])$/.exec(written) ?? [];
  return count === undefined ? undefined : Number(count) * units[unit]!;
}

/** The longest silence that is no alert yet, in milliseconds. */
export function allowedSilence({ every, grace }: Heartbeat): number {
  return (lengthOf(every) ?? 0) + (lengthOf(grace) ?? 0);
}

/** When to look again at a job that is still silent: one that misses its next report too says so anew, but not more than hourly. */
export function nextLook(heartbeat: Heartbeat, { dueAt }: HeartbeatPromise, now: Instant): Instant {
  const step = Math.max(lengthOf(heartbeat.every) ?? hour, hour);
  const missed = Math.floor((Date.parse(now) - Date.parse(dueAt)) / step) + 1;
  return plus(dueAt, missed * step);
}

/** The silence as a custom alert. Its id follows from what was promised: sent twice, it is one. */
export function silenceAlarm(heartbeat: Heartbeat, { dueAt, lastAt }: HeartbeatPromise, now: Instant): object {
  const { id, name = id, summary, service, severity } = heartbeat;
  const heard = lastAt === undefined ? 'It has never reported.' : `It last reported at ${publicTime(lastAt, now)}.`;
  return {
    version: '0',
    id: `heartbeat-${id}-${dueAt}`,
    'detail-type': 'Incident Alert',
    source: heartbeatSource,
    time: now,
    resources: [],
    detail: {
      schemaVersion: 1,
      dedupKey: `heartbeat:${id}`,
      status: 'firing',
      title: name,
      description: [summary, `${name} should have reported by ${publicTime(dueAt, now)}. ${heard}`]
        .filter(Boolean)
        .join(' '),
      detectedAt: dueAt,
      startedAt: lastAt,
      detectionSource: 'monitoring',
      service,
      severity: severity && severityName(severity),
    },
  };
}
