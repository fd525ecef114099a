import type { Alert, AlertClaims } from '../alert';
import type { Severity } from '../severity';
import type { Envelope } from './envelope';

/** What a reader has found out; what it leaves out, or found missing, comes from the envelope. */
export type AlertFacts = Pick<Alert, 'dedupKey' | 'signal' | 'name'> & Partial<Omit<Alert, 'id' | 'source' | 'sentAt'>>;

/** An alert about what the envelope brought. */
export function newAlert(envelope: Envelope, facts: AlertFacts): Alert {
  return {
    ...facts,
    id: envelope.id,
    source: envelope.source,
    changedAt: facts.changedAt ?? envelope.time,
    sentAt: envelope.time,
    dimensions: facts.dimensions ?? {},
    tags: facts.tags ?? {},
    account: facts.account ?? envelope.account,
    region: facts.region ?? envelope.region,
    detectionSource: facts.detectionSource ?? 'monitoring',
  };
}

/** What the source says about the severity, and in which words; nothing where it does not say. */
export function claimed(severity: Severity | undefined, because: string, incidentType?: string): AlertClaims {
  return severity === undefined ? { incidentType } : { severity, because, incidentType };
}

/** A dedup key of several parts. No two lists of parts have the same key, whatever is in them. */
export function keyOf(...parts: readonly (string | undefined)[]): string {
  return parts.map((part) => (part ?? '').replace(/[% ]/g, encodeURIComponent)).join(' ');
}

/** Longer than any name that AWS allows, escaped, makes a link. */
const longestLink = 2_000;

/** A page of AWS's console; undefined where the region is none, so that no event can lead elsewhere, and where it would be too long. */
export function consoleLink(region: string | undefined, path: string): string | undefined {
  if (region === undefined || !/^[a-z0-9-]{1,40}$/.test(region) || path.length > longestLink) return undefined;
  return `https://${region}.console.aws.amazon.com/${path}`;
}
