const controls = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** Foreign text on one line: no line breaks, control or direction characters, no doubled spaces, and no link that could pass for ours. */
export function oneLine(foreign: string): string {
  return foreign
    .replace(controls, ' ')
    .replace(/https?:\/\//gi, (scheme) => scheme.replace('://', ':').replace(/t/gi, 'x'))
    .replace(/\s+/g, ' ')
    .trim();
}

/** `Sam can't come: at the dentist.`: a sentence, with the reason where one was given. */
export function withReason(sentence: string, reason: string | undefined): string {
  const why = reason?.trim().replace(/[.\s]+$/, '') ?? '';
  return why === '' ? `${sentence}.` : `${sentence}: ${why}.`;
}

/** Cut to `length` characters, never through one, with `..` where something is missing. */
export function cut(text: string, length: number): string {
  const characters = [...text];
  if (characters.length <= length) return text;
  return length <= 2
    ? characters.slice(0, Math.max(0, length)).join('')
    : `${characters.slice(0, length - 2).join('')}..`;
}

/** The characters of the GSM 7-bit default alphabet that take one septet (3GPP TS 23.038). */
const gsm = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const written: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '×': 'x',
  '\u00a0': ' ',
  '[': '(',
  ']': ')',
  '{': '(',
  '}': ')',
  '~': '-',
  '^': "'",
  '|': '/',
  '\\': '/',
  '€': 'EUR',
  '`': "'",
};

/** The text in GSM-7, one septet a character, so that an SMS stays one part: accents it lacks are dropped, the rest becomes `?`. */
export function toGsm(text: string): string {
  return [...text].map(inGsm).join('');
}

function inGsm(character: string): string {
  if (gsm.has(character)) return character;
  const known = Object.hasOwn(written, character) ? written[character] : undefined;
  if (known !== undefined) return known;
  const bare = character.normalize('NFKD').replace(/\p{M}/gu, '');
  return bare !== '' && [...bare].every((part) => gsm.has(part)) ? bare : '?';
}

/** A mail subject: printable ASCII, shorter than 100 characters, as SNS demands. */
export function toSubject(text: string): string {
  const ascii = [...toGsm(oneLine(text))].map((character) =>
    /[\x20-\x7e]/.test(character) ? character : inAscii(character),
  );
  // A character that is only an accent leaves a space.
  return cut(ascii.join('').trim(), 99) || 'Tocsin';
}

function inAscii(character: string): string {
  const bare = character.normalize('NFKD').replace(/[^\x20-\x7e]/g, '');
  return bare === '' ? '?' : bare;
}
