import { configuration } from '@tocsin/config';
import { isChangeNote, isContext, isIgnored } from '../../domain/alert';
import { readAlert } from '../../domain/alert-sources/read-alert';
import { classify } from '../../domain/classification';
import { levelsFor, nameOf, noticeSubject } from '../../domain/configuration';
import { severityName } from '../../domain/severity';
import { json, jsonBody, refused, type ApiAnswer, type ApiEvent } from './http';
import type { ResponderApi } from './needs';

/** Says what an event would do, by the very functions that intake uses, without doing it. */
export async function classifyEvent(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const body = jsonBody(event);
  if (!body || !('event' in body)) return refused(400, 'The body takes { "event": … }.');
  const alert = readAlert(body['event'], 'no-id', deps.now());
  if (isIgnored(alert)) return json(200, { kind: 'ignored', ignored: alert.ignored });
  if (isChangeNote(alert)) return json(200, { kind: 'change', change: alert.changed });
  if (isContext(alert)) return json(200, { kind: 'context', context: alert.text });
  const classification = classify(alert, configuration);
  const levels = levelsFor(classification, configuration);
  return json(200, {
    kind: alert.malformed === undefined ? 'alert' : 'malformed',
    alert: {
      name: alert.name,
      signal: alert.signal,
      dedupKey: alert.dedupKey,
      startedAt: alert.startedAt ?? null,
      measured: alert.measured ?? null,
    },
    classification: {
      severity: severityName(classification.severity),
      because: classification.because,
      needsSeverity: classification.needsSeverity,
      service: classification.service ?? null,
      incidentType: classification.incidentType,
      runbook: classification.runbook ?? null,
      publishes: noticeSubject(classification, configuration) !== undefined,
    },
    levels: levels.map((level) => level.map((id) => nameOf(id, configuration))),
  });
}
