import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isChangeNote, isContext, isIgnored, type Reading } from '../../domain/alert';
import { readAlert } from '../../domain/alert-sources/read-alert';
import { classify } from '../../domain/classification';
import { withoutRules } from './domain-alerts';
import { severityName } from '../../domain/severity';

export const fixtureFolder = join(__dirname, '..', 'fixtures', 'alerts');

/** The events of test/fixtures/alerts by the names of their files. */
export const fixtureNames: readonly string[] = readdirSync(fixtureFolder)
  .flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : []))
  .sort();

export function fixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(fixtureFolder, `${name}.json`), 'utf8')) as Record<string, unknown>;
}

/** When the fixtures happen, for those that do not say. */
export const fixtureTime = '2027-03-03T02:02:41.000Z';

export function readFixture(name: string): Reading {
  return readAlert(fixture(name), 'no-id', fixtureTime);
}

/** What becomes of an event where there is no rule table, in words: `firing, SEV-2 because GuardDuty says 8.2 (high)`. */
export function meaningOf(reading: Reading): string {
  if (isIgnored(reading)) return `ignored: ${reading.ignored}`;
  if (isContext(reading)) return `timeline: ${reading.text}`;
  if (isChangeNote(reading)) return `change: ${reading.changed}`;
  if (reading.signal !== 'firing')
    return reading.change ? `${reading.signal}; change: ${reading.change.changed}` : reading.signal;
  const { severity, because } = classify(reading, withoutRules);
  return `firing, ${severityName(severity)} because ${because}`;
}
