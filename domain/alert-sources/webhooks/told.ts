import { readSeverity, severityName, type Severity } from '../../severity';
import { fields, text } from '../fields';

const mostTags = 50;
const longestTag = 200;

/** What monitoring tools call severe, in their own words. `readSeverity` knows ours. */
const severityWords: Readonly<Record<string, Severity>> = {
  ...{ critical: 1, emergency: 1, page: 1, disaster: 1 },
  ...{ error: 2, high: 2, major: 2 },
  ...{ warning: 3, warn: 3, minor: 3 },
  ...{ info: 4, information: 4, low: 4, none: 4 },
  ...{ p1: 1, p2: 2, p3: 3, p4: 4, p5: 4 },
};

/** The severity that a sender claims, by `own` words before everybody's; undefined for a word nobody knows. */
export function toldSeverity(
  value: unknown,
  own: Readonly<Record<string, Severity>> = {},
): `SEV-${Severity}` | undefined {
  const severity = lookedUp(own, value) ?? readSeverity(value) ?? lookedUp(severityWords, value);
  return severity && (severityName(severity) as `SEV-${Severity}`);
}

function lookedUp(words: Readonly<Record<string, Severity>>, value: unknown): Severity | undefined {
  const word = text(value)?.toLowerCase();
  return Object.entries(words).find(([known]) => known.toLowerCase() === word)?.[1];
}

/** A text, or a number or truth as one. */
export function toldText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return text(value);
}

/**
 * Texts that rules can match, bounded in number and length so that an event always fits on the bus; an earlier object's
 * entry stands. `tocsin_severity`, as labels must write it, becomes the tag `tocsin:severity`.
 */
export function toldTags(...objects: readonly unknown[]): Record<string, string> {
  const tags = new Map<string, string>();
  for (const [name, value] of objects.flatMap((object) => Object.entries(fields(object)))) {
    const key = text(name.slice(0, longestTag))?.replace(/^tocsin_/, 'tocsin:');
    const told = text(toldText(value)?.slice(0, longestTag));
    if (key !== undefined && told !== undefined && !tags.has(key) && tags.size < mostTags) tags.set(key, told);
  }
  return Object.fromEntries(tags);
}

/** Several sentences as one text; empty ones and repetitions left out. */
export function together(...sentences: readonly (string | undefined)[]): string | undefined {
  const told = sentences.filter((sentence) => sentence !== undefined);
  return text([...new Set(told)].join('\n'));
}
