import type { SuggestedRule } from '../../domain/adopt';

/** A rule as TypeScript to paste into `config/classification-rules.ts`. The names of alerts are quoted: whatever they hold, they stay text. */
export function ruleSource(rule: SuggestedRule): string[] {
  const { name, when, severity, decided, service, incidents, falsePositives, from, to } = rule;
  const days = from.slice(0, 10) === to.slice(0, 10) ? from.slice(0, 10) : `${from.slice(0, 10)} to ${to.slice(0, 10)}`;
  const wrong = falsePositives === 0 ? '' : `, ${falsePositives} of them false alarms`;
  const conditions = Object.entries(when).map(([field, pattern]) => `${field}: ${quoted(String(pattern))}`);
  return [
    '  {',
    `    // ${incidents} incident${incidents === 1 ? '' : 's'} (${days})${wrong}.`,
    `    name: ${quoted(name)},`,
    `    when: { ${conditions.join(', ')} },`,
    `    severity: ${severity}, // ${decided ? 'The worst that was decided for them.' : 'Check: nobody has said how bad it is.'}`,
    ...(service === undefined ? [] : [`    service: ${quoted(service)},`]),
    '  },',
  ];
}

/** A text as a literal; what could hide or turn around the text beside it is written as its number. */
function quoted(text: string): string {
  const double = JSON.stringify(text).replace(
    /[^\P{C}]|[^\P{Z} ]|[\u2028\u2029]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
  return /['\\]/.test(double) ? double : `'${double.slice(1, -1)}'`;
}
