/** Control characters (but tab and the ends of lines) and the marks that turn the direction of writing. */
const unprintable =
  /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** The text without anything that could steer a terminal: names and reasons come from outside. */
export function printable(text: string): string {
  return text.replace(unprintable, '\uFFFD');
}
