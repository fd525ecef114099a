/** A line of a calendar or contact: none is longer than 75 octets; a longer one goes on behind a space. */
export function contentLine(line: string): string {
  const parts = [''];
  for (const character of line) {
    const longer = `${parts.at(-1)!}${character}`;
    if (Buffer.byteLength(longer) > 74) parts.push(character);
    else parts[parts.length - 1] = longer;
  }
  return parts.join('\r\n ');
}

/** A text as it stands in such a line. */
export function escapedText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
}
