/** The GSM 03.38 basic alphabet, and the characters that cost two because an escape goes before them. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('\f^{}\\[~]|€');

/** How a phone network cuts a text. */
export interface SmsLength {
  readonly characters: number;
  readonly parts: number;
  readonly alphabet: 'GSM-7' | 'UCS-2';
}

/** 160 characters fit one part, 153 each part of several; 70 and 67 as soon as one character is not in GSM-7. */
export function smsLength(text: string): SmsLength {
  const isGsm = [...text].every((character) => BASIC.has(character) || EXTENDED.has(character));
  const characters = isGsm
    ? [...text].reduce((sum, character) => sum + (EXTENDED.has(character) ? 2 : 1), 0)
    : text.length;
  const [alone, each] = isGsm ? [160, 153] : [70, 67];
  const parts = characters <= alone ? 1 : Math.ceil(characters / each);
  return { characters, parts, alphabet: isGsm ? 'GSM-7' : 'UCS-2' };
}
