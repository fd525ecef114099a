import { readInstant } from '../../instant';
import { field, list, text } from '../fields';
import type { IncidentAlertDetail } from './incident-alert-detail';
import { together, toldSeverity, toldTags } from './told';

/** What an event of PagerDuty's Events API v2 asks for, or what is wrong with it in that API's manner. */
export type EventsApiReading =
  | { readonly action: 'trigger' | 'resolve'; readonly alert: IncidentAlertDetail }
  | { readonly action: 'acknowledge'; readonly dedupKey: string }
  | { readonly errors: readonly string[]; readonly closes: boolean };

const actions: readonly string[] = ['trigger', 'acknowledge', 'resolve'];
const severities: readonly string[] = ['critical', 'error', 'warning', 'info'];
const longestKey = 255;

/**
 * Reads an event of the Events API v2.
 * Shape: https://developer.pagerduty.com/docs/events-api-v2/trigger-events/
 * @param newKey stands in for the key that a trigger may leave out
 */
export function readEventsApi(body: unknown, newKey: () => string): EventsApiReading {
  const action = text(field(body, 'event_action')) ?? '';
  const payload = field(body, 'payload');
  const key = field(body, 'dedup_key');
  const dedupKey = text(key);
  const errors = [
    ...(actions.includes(action) ? [] : ["'event_action' must be one of: trigger, acknowledge, resolve"]),
    ...wrongKey(key, action),
    ...(action === 'trigger' ? wrongPayload(payload) : []),
  ];
  if (errors.length > 0) return { errors, closes: action === 'resolve' || action === 'acknowledge' };
  if (action === 'acknowledge') return { action, dedupKey: dedupKey! };
  const resolves = action === 'resolve';
  return {
    action: resolves ? 'resolve' : 'trigger',
    alert: {
      schemaVersion: 1,
      dedupKey: dedupKey ?? newKey(),
      status: resolves ? 'resolved' : 'firing',
      title: text(field(payload, 'summary')) ?? dedupKey!,
      description: described(body, payload),
      severity: toldSeverity(field(payload, 'severity')),
      service: text(field(field(payload, 'custom_details'), 'service')),
      detectedAt: readInstant(field(payload, 'timestamp')),
      links: linksOf(body),
      tags: tagsOf(body, payload),
    },
  };
}

function wrongKey(key: unknown, action: string): string[] {
  if (key === undefined || key === null || key === '') {
    return action === 'trigger' ? [] : ["'dedup_key' is missing or blank"];
  }
  if (typeof key !== 'string' || key.trim() === '') return ["'dedup_key' must be a text"];
  return key.length > longestKey ? [`'dedup_key' must be at most ${longestKey} characters`] : [];
}

function wrongPayload(payload: unknown): string[] {
  const severity = text(field(payload, 'severity')) ?? '';
  return [
    ...(['summary', 'source'] as const).flatMap((name) =>
      text(field(payload, name)) === undefined ? [`'payload.${name}' is missing or blank`] : [],
    ),
    ...(severities.includes(severity.toLowerCase())
      ? []
      : ["'payload.severity' must be one of: critical, error, warning, info"]),
  ];
}

function described(body: unknown, payload: unknown): string | undefined {
  const said = (['source', 'component', 'group', 'class'] as const).flatMap((name) => {
    const value = text(field(payload, name));
    return value === undefined ? [] : [`${name}: ${value}`];
  });
  const client = text(field(body, 'client'));
  return together(text(said.join(', ')), client && `Sent by ${client}.`);
}

function linksOf(body: unknown): string[] {
  const links = list(field(body, 'links')).map((link) => text(field(link, 'href')));
  return [...links, text(field(body, 'client_url'))].filter((link) => link !== undefined);
}

/** What rules can match: the event's own fields, then whatever its details say in a word. */
function tagsOf(body: unknown, payload: unknown): Record<string, string> {
  const own = ['source', 'component', 'group', 'class'].map((name) => [name, field(payload, name)] as const);
  return toldTags(Object.fromEntries([...own, ['client', field(body, 'client')]]), field(payload, 'custom_details'));
}
