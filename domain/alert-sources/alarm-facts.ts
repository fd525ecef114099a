import type { Ignored, Signal } from '../alert';
import { hour, plus, readInstant } from '../instant';
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

/** A mute that does not say when it ends is looked at again after this long. */
const muteWithoutEnd = hour;

/**
 * An event says by what its actions are suppressed, never for how long, and no document promises another event at the end. So
 * what still fires is looked at again when the named period has passed; while a suppressor fires, after this long.
 */
const suppressorWithoutEnd = hour;

/**
 * A mute rule or a composite alarm stops an alarm's actions only: the event says so, and comes all the same. Only what
 * fires is kept quiet; an OK that comes under a mute is an OK.
 */
export function silenced(envelope: Envelope, signal: Signal, dedupKey: string): Ignored | undefined {
  if (signal !== 'firing') return undefined;
  const { detail, time } = envelope;
  const known = { dedupKey, name: text(field(detail, 'alarmName')) ?? dedupKey, changedAt: time };
  const mute = field(detail, 'muteDetail');
  if (mute) {
    const at = readInstant(field(mute, 'muteWindowEnd')) ?? plus(time, muteWithoutEnd);
    return { ignored: 'muted by a mute rule', lookAgain: { ...known, at } };
  }
  const suppressed = field(field(detail, 'state'), 'actionsSuppressedBy');
  if (!suppressed) return undefined;
  const at = plus(time, suppressedFor(suppressed, field(detail, 'configuration')));
  return { ignored: 'suppressed by its composite alarm', lookAgain: { ...known, at } };
}

/** How long what is suppressed is left alone, in milliseconds: an hour at most. */
function suppressedFor(by: unknown, configuration: unknown): number {
  const periods: Readonly<Record<string, unknown>> = {
    WaitPeriod: field(configuration, 'actionsSuppressorWaitPeriod'),
    ExtensionPeriod: field(configuration, 'actionsSuppressorExtensionPeriod'),
  };
  const seconds = typeof by === 'string' && Object.hasOwn(periods, by) ? periods[by] : undefined;
  if (typeof seconds !== 'number' || !(seconds >= 0)) return suppressorWithoutEnd;
  return Math.min(Math.round(seconds * 1_000), suppressorWithoutEnd);
}

/** The event as it would be without its mute or suppressor: what is looked at again when that ends. */
export function withoutMute(event: unknown): unknown {
  const { muteDetail: _muted, ...detail } = fields(field(event, 'detail'));
  if (field(detail['state'], 'actionsSuppressedBy') === undefined) return { ...fields(event), detail };
  const { actionsSuppressedBy: _by, actionsSuppressedReason: _reason, ...state } = fields(detail['state']);
  return { ...fields(event), detail: { ...detail, state } };
}

/** The metric that an alarm is about: its own, or for metric math the first one that has a name. */
export function firstMetric(configuration: unknown): Fields {
  for (const entry of list(field(configuration, 'metrics'))) {
    const metric = field(field(entry, 'metricStat'), 'metric');
    if (text(field(metric, 'name')) !== undefined) return fields(metric);
  }
  return {};
}
