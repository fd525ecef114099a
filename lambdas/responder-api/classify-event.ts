import { configuration } from '@tocsin/config';
import { isChangeNote, isContext, isIgnored, type Alert } from '../../domain/alert';
import { readAlert } from '../../domain/alert-sources/read-alert';
import { namesRotation } from '../../domain/calling';
import { classify, explainSeverity, passedOver } from '../../domain/classification';
import { levelsFor, nameOf, noticeSubject } from '../../domain/configuration';
import { observedUntil } from '../../domain/observe';
import { whoIsCalled } from '../../domain/on-call';
import { onCallOf } from '../../domain/on-call-settings';
import { hearingNothing } from '../../domain/silence-alarm';
import { severityName } from '../../domain/severity';
import { policyInWords } from '../../domain/severity-policy';
import { json, jsonBody, refused, type ApiAnswer, type ApiEvent } from './http';
import type { ResponderApi } from './needs';

/** Says what an event would do, by the very functions that intake uses, without doing it. */
export async function classifyEvent(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const body = jsonBody(event);
  if (!body || !('event' in body)) return refused(400, 'The body takes { "event": … }.');
  const read = readAlert(body['event'], 'no-id', deps.now());
  if (isIgnored(read)) return json(200, { kind: 'ignored', ignored: read.ignored });
  if (isChangeNote(read)) return json(200, { kind: 'change', change: read.changed });
  if (isContext(read)) return json(200, { kind: 'context', context: read.text });
  const alert = hearingNothing(read, configuration);
  const classification = classify(alert, configuration);
  const policy = levelsFor(classification, configuration);
  const overrides = namesRotation(policy) ? (await deps.situations.now()).overrides : [];
  const levels = whoIsCalled(policy, onCallOf(configuration, overrides), deps.now());
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
      observedUntil: observedUntil(alert, classification, configuration, deps.now()) ?? null,
      service: classification.service ?? null,
      incidentType: classification.incidentType,
      runbook: classification.runbook ?? null,
      publishes: noticeSubject(classification, configuration) !== undefined,
    },
    steps: stepsOf(alert),
    policy: configuration.severityPolicy ? policyInWords(configuration.severityPolicy) : null,
    reports: (classification.type?.reports ?? []).map(({ to, by, withinHours }) => ({
      to,
      by: nameOf(by, configuration),
      withinHours,
    })),
    levels: levels.map((level) => level.map(({ person }) => nameOf(person, configuration))),
  });
}

/** Each place that was asked for a severity, in order, and what it said; the first that has one decides. */
function stepsOf(alert: Alert): object[] {
  const clues = explainSeverity(alert, configuration);
  const decisive = clues.findIndex(({ severity }) => severity !== undefined);
  const passed = passedOver(alert, configuration).map(({ rule, field, wanted, actual }) => ({
    rule,
    because: `its ${field} is ${actual ?? 'not said'}, not ${wanted.join(' or ') || 'anything that fits'}`,
  }));
  return clues.map(({ place, severity, because }, index) => ({
    place,
    severity: severity === undefined ? null : severityName(severity),
    because,
    decides: index === decisive,
    passedOver: place === 'rule table' ? passed : [],
  }));
}
