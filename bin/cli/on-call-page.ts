import { momentIn, whenOf, type OnCallAnswer } from './on-call-answer';

/** A service, and who would be called for it. */
export interface ServiceCalls {
  readonly name: string;
  readonly calls: OnCallAnswer['calls'];
}

const style = `
:root{color-scheme:light dark}
body{font:1rem/1.45 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
table{border-collapse:collapse;width:100%}
caption{text-align:left;font-weight:700;padding:.75rem 0 .25rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid #888}
`;

/**
 * One page without script: who is called right now for each service, and who has each rotation in the coming weeks.
 * It is made once and then stands still, so it says when it was made.
 */
export function onCallPage(
  { at, severity, rotations }: OnCallAnswer,
  services: readonly ServiceCalls[],
  timeZone: string,
): string {
  const tell = (moment: string) => momentIn(moment, timeZone);
  const levels = Math.max(0, ...services.map(({ calls }) => calls.length));
  const called = services.map(({ name, calls }) => [
    name,
    ...Array.from({ length: levels }, (_, place) => {
      const call = calls[place];
      return call ? `${call.people.map((each) => each.name).join(', ')} (${whenOf(at, call.at, tell)})` : '';
    }),
  ]);
  const heads = ['Service', ...Array.from({ length: levels }, (_, place) => `Level ${place + 1}`)];
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Who is called</title><style>${style}</style></head><body>`,
    `<h1>Who is called</h1><p>Made on ${safe(tell(at))}. Who is called at this moment says <code>npx tocsin on-call</code>.</p>`,
    table(`For a ${severity} that opens then, if nobody acknowledges`, heads, called),
    ...rotations.map(({ name, shifts }) =>
      table(
        name,
        ['From', 'Until', 'Who'],
        shifts.map(({ from, until, name: who, override }) => [
          tell(from),
          tell(until),
          `${who ?? 'nobody: chain of command'}${override === undefined ? '' : ` (override by ${override.by})`}`,
        ]),
      ),
    ),
    '</body></html>',
  ].join('\n');
}

function table(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) => row.map((cell) => `<td>${safe(cell)}</td>`).join('');
  return [
    `<table><caption>${safe(caption)}</caption>`,
    `<thead><tr>${heads.map((head) => `<th scope="col">${safe(head)}</th>`).join('')}</tr></thead>`,
    `<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</tbody></table>`,
  ].join('\n');
}

function safe(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
