import type { Alert, Signal } from '../../domain/alert';
import type { Catalogue, Classification, ClassificationRule } from '../../domain/classification';
import type { Severity } from '../../domain/severity';

/** 03:02:41 in Berlin, in summer: the night of the example in the message catalogue. */
export const night = '2027-07-03T01:02:41.000Z';

/** An alert as a reader would make it; `patch` says what is different. */
export function anAlert(patch: Partial<Alert> = {}): Alert {
  return {
    id: 'event-1',
    source: 'aws.cloudwatch',
    dedupKey: 'arn:aws:cloudwatch:eu-central-1:123456789012:alarm:checkout-5xx',
    signal: 'firing',
    name: 'checkout-5xx',
    changedAt: night,
    sentAt: night,
    startedAt: '2027-07-03T00:59:00.000Z',
    measured: 'HTTP 5xx 42 %, limit 5 %, 3 × 1 min',
    dimensions: {},
    tags: {},
    account: '123456789012',
    region: 'eu-central-1',
    detectionSource: 'monitoring',
    ...patch,
  };
}

/** The alert's next word, at a time. */
export function nextWord(signal: Signal, at: string, patch: Partial<Alert> = {}): Alert {
  return anAlert({ id: `event-${signal}-${at}`, signal, changedAt: at, sentAt: at, ...patch });
}

/** A configuration that knows these rules, and nothing else. */
export function onlyRules(classificationRules: readonly ClassificationRule[]): Catalogue {
  return { classificationRules, services: [], accounts: {} };
}

/** What is left where nobody has configured anything. */
export const withoutRules = onlyRules([]);

/** What a named rule of this severity says. */
export function classified(severity: Severity, patch: Partial<Classification> = {}): Classification {
  return {
    severity,
    because: 'rule checkout-down',
    needsSeverity: false,
    rule: {
      name: 'checkout-down',
      when: { name: 'checkout-5xx' },
      severity,
      summary: 'Paying by card is failing.',
      publishes: true,
    },
    service: 'checkout',
    incidentType: 'availability',
    runbook: 'https://wiki.example.com/checkout',
    ...patch,
  };
}
