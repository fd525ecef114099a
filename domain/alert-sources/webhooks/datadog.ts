import { instant, type Instant } from '../../instant';
import { field, list, text } from '../fields';
import type { WebhookReading } from './incident-alert-detail';
import { together, toldSeverity, toldTags, toldText } from './told';

/**
 * Reads a webhook of Datadog, which sends what its template says: the payload of docs/webhooks.md, or with less certainty
 * the one that Datadog fills in by itself, whose title alone tells whether it recovered.
 * Variables: https://docs.datadoghq.com/integrations/webhooks/
 */
export function readDatadog(body: unknown): WebhookReading {
  const told = (...names: readonly string[]) => first(body, names);
  const fullTitle = told('title', 'event_title', 'alert_title');
  const transition = told('alert_transition', 'transition') ?? bracketed(fullTitle);
  const title = fullTitle && withoutBrackets(fullTitle);
  if (title === undefined) return { alerts: [], unreadable: 'title is missing or not a text' };
  const resolved = transition === undefined ? told('alert_type') === 'success' : /^recovered\b/i.test(transition);
  const link = told('link', 'event_url', 'url');
  return {
    alerts: [
      {
        schemaVersion: 1,
        dedupKey: keyOf(told) ?? title,
        status: resolved ? 'resolved' : 'firing',
        title,
        description: together(told('alert_status'), told('body', 'event_msg', 'message')),
        severity: toldSeverity(told('alert_priority', 'priority')) ?? toldSeverity(told('alert_type')),
        service: tagsOf(body)['service'],
        detectedAt: epoch(told('date', 'last_updated')),
        ...(link !== undefined && { links: [link] }),
        tags: tagsOf(body),
      },
    ],
  };
}

/** Of these fields the first that Datadog filled in: a variable that it does not know stays as it is, or becomes `null`. */
function first(body: unknown, names: readonly string[]): string | undefined {
  const values = names.map((name) => toldText(field(body, name)));
  return values.find((value) => value !== undefined && value !== 'null' && !/^\$[A-Z_]+$/.test(value));
}

/** A monitor has a group for each of its scopes, and each rings by itself. */
function keyOf(told: (...names: string[]) => string | undefined): string | undefined {
  const aggregate = told('aggreg_key');
  if (aggregate !== undefined) return aggregate;
  const alert = told('alert_id', 'monitor_id');
  return alert && `${alert} ${told('alert_scope', 'scope') ?? ''}`.trim();
}

/** `Recovered` of `[P2] [Recovered on {host:web-1}] Host is down`: the first bracket that is no priority. */
function bracketed(title: string | undefined): string | undefined {
  const brackets = /^(?:\[[^\]]{0,300}\] ?){1,4}/.exec(title ?? '')?.[0] ?? '';
  return [...brackets.matchAll(/\[([^\]]*)\]/g)].map(([, inner]) => inner!).find((inner) => !/^P[1-5]$/.test(inner));
}

function withoutBrackets(title: string): string {
  return (
    text(
      title.replace(
        /^(?:\[(?:P[1-5]|(?:Re-)?(?:Triggered|Warn|No Data)|Recovered|Renotify)\b[^\]]{0,300}\] ?){1,4}/i,
        '',
      ),
    ) ?? title
  );
}

/** `service:checkout,env:prod`, or a list of such. */
function tagsOf(body: unknown): Record<string, string> {
  const told = field(body, 'tags');
  const tags = (Array.isArray(told) ? list(told) : [told]).flatMap((tag) => text(tag)?.split(',') ?? []);
  const pairs = tags.map((tag): [string, string] => {
    const colon = tag.indexOf(':');
    return colon < 0 ? [tag, 'true'] : [tag.slice(0, colon), tag.slice(colon + 1)];
  });
  return toldTags(Object.fromEntries(pairs), {
    metric: first(body, ['alert_metric', 'metric']),
    host: first(body, ['hostname', 'host']),
  });
}

function epoch(told: string | undefined): Instant | undefined {
  return told !== undefined && /^\d{12,13}$/.test(told) ? instant(Number(told)) : undefined;
}
