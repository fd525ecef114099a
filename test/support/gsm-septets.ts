/** The GSM 7-bit default alphabet as 3GPP TS 23.038 prints it, row by row; the escape's place stays empty. */
const basic = [
  '@£$¥èéùìòÇ\nØø\rÅå',
  'Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ',
  ' !"#¤%&\'()*+,-./',
  '0123456789:;<=>?',
  '¡ABCDEFGHIJKLMNO',
  'PQRSTUVWXYZÄÖÑÜ§',
  '¿abcdefghijklmno',
  'pqrstuvwxyzäöñüà',
].join('');
const extended = '\f^{}\\[~]|€';

/** How many septets a text takes in GSM-7; Infinity where the alphabet lacks a character, so that a phone would use UCS-2. */
export function gsmSeptets(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + (basic.includes(character) ? 1 : extended.includes(character) ? 2 : Infinity),
    0,
  );
}
