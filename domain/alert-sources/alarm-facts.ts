import type { Signal } from '../alert';
import type { Envelope } from './envelope';
import { field, fields, list, text, type Fields } from './fields';
import { consoleLink } from './new-alert';

const signals: Readonly<Record<string, Signal>> = { ALARM: 'firing', OK: 'ok', INSUFFICIENT_DATA: 'unknown' };

/** What the state of an alarm, or of one contributor, says; undefined for a state that there is not. */
export function signalOf(state: unknown): Signal | undefined {
  const value = text(field(state, 'value'));
  return value !== undefined && Object.hasOwn(signals, value) ? signals[value] : undefined;
}

/** All that an alarm says comes under its ARN. */
export function alarmKey({ resources, account, region }: Envelope, name: string): string {
  return resources[0] ?? `${account ?? ''} ${region ?? ''} ${name}`;
}

/** The alarm's graph in the console. */
export function alarmLink(region: string | undefined, name: string): string | undefined {
  return consoleLink(region, `cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(name)}`);
}

/** Alarms that are none of our business from the first day: those of auto scaling, our own, and what a team has tagged so. */
export function whyNotOurs(name: string, tags: Readonly<Record<string, string>>): string | undefined {
  if (name.startsWith('TargetTracking-')) return 'an auto-scaling alarm';
  if (tags['tocsin'] === 'ignore') return 'tagged tocsin=ignore';
  if (tags['tocsin'] === 'own' || name.startsWith('Tocsin-'))
    return "one of Tocsin's own alarms, which go to the operators topic";
  return undefined;
}

/** A mute rule or a composite alarm stops an alarm's actions only: the event says so, and comes all the same. */
export function whySilent(detail: unknown): string | undefined {
  if (field(detail, 'muteDetail')) return 'muted by a mute rule';
  if (field(field(detail, 'state'), 'actionsSuppressedBy')) return 'suppressed by its composite alarm';
  return undefined;
}

/** The metric that an alarm is about: its own, or for metric math the first one that has a name. */
export function firstMetric(configuration: unknown): Fields {
  for (const entry of list(field(configuration, 'metrics'))) {
    const metric = field(field(entry, 'metricStat'), 'metric');
    if (text(field(metric, 'name')) !== undefined) return fields(metric);
  }
  return {};
}
