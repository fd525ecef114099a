import type { Alert, DetectionSource } from './alert';
import type { Change, Moment } from './change';
import type { Person } from './commands';
import type { IncidentTypeSettings } from './incident-type';
import type { Instant } from './instant';
import { open, type OpeningFacts } from './opening';
import type { Severity } from './severity';

/** What a person says when they open an incident themselves. */
export interface Declaration {
  /** The same for every try of one wish, so that trying again opens nothing. */
  readonly key: string;
  readonly title: string;
  readonly severity: Severity;
  readonly service?: string;
  readonly summary?: string;
  readonly incidentType: string;
  /** When the trouble began, as far as people can tell. */
  readonly startedAt?: Instant;
  /** Who noticed: a colleague, or a customer who told us. */
  readonly detectionSource: Extract<DetectionSource, 'internal' | 'customer'>;
  /** Why it has its severity: `Alex declared it`. */
  readonly because: string;
}

/** What the configuration and the dice say about a declared incident. */
export interface DeclarationFacts {
  readonly id: string;
  /** The hash of the declaration's dedup key. */
  readonly alertKey: string;
  readonly levels: OpeningFacts['levels'];
  readonly coverage?: OpeningFacts['coverage'];
  readonly runbook?: string;
  /** How incidents of its type are handled. */
  readonly type?: IncidentTypeSettings;
}

/** Nobody else can say it, so no source ever clears a declared incident: people resolve it. */
export function declaredKey(key: string): string {
  return `declared:${key}`;
}

/** The declaration as the alert that it takes the place of. */
export function declaredAlert(declared: Declaration, { now }: Moment): Alert {
  return {
    id: declaredKey(declared.key),
    source: 'tocsin.declared',
    dedupKey: declaredKey(declared.key),
    signal: 'firing',
    name: declared.title,
    description: declared.summary,
    changedAt: now,
    sentAt: now,
    startedAt: declared.startedAt,
    dimensions: {},
    tags: {},
    detectionSource: declared.detectionSource,
    triggerClass: declared.detectionSource === 'customer' ? 'already-failing' : undefined,
  };
}

/** Opens an incident because a person says so; it pages as its severity does, like any other. */
export function declare(declared: Declaration, facts: DeclarationFacts, by: Person, moment: Moment): Change {
  const classification = {
    severity: declared.severity,
    because: declared.because,
    needsSeverity: false,
    service: declared.service,
    incidentType: declared.incidentType,
    runbook: facts.runbook,
    type: facts.type,
  };
  return open(declaredAlert(declared, moment), { ...facts, classification, by: by.name }, moment);
}
