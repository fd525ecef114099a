/** The text that a reader of the page sees, without head, style, script and tags, with its white space collapsed. */
export function visibleText(page: string): string {
  const body = page.slice(Math.max(0, page.indexOf('<body')));
  return decode(
    body
      .replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, '')
      .replace(/<\/?(p|li|h\d|div|article|section|ul|ol|header|footer|main|body|html)\b[^>]*>/g, ' ')
      .replace(/<[^>]*>/g, ''),
  )
    .replace(/\s+/g, ' ')
    .trim();
}

export function decode(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}

/**
 * The tags with the names of their attributes, in order, read as a browser reads them: what must not depend on any text. Throws
 * where a tag does not end.
 */
export function skeleton(markup: string): string[] {
  const tags: string[] = [];
  const start = /<(?:!--|[/!?]?[a-zA-Z])/g;
  for (let found = start.exec(markup); found; found = start.exec(markup)) {
    const [tag, end] = readTag(markup, found.index);
    tags.push(tag);
    const code = /^(script|style)\b/.exec(tag)?.[1];
    start.lastIndex = code === undefined ? end : markup.indexOf(`</${code}`, end);
  }
  return tags;
}

function readTag(markup: string, from: number): [tag: string, end: number] {
  const name = /<([^\s>]*[^\s>/])/y;
  name.lastIndex = from;
  const names = [name.exec(markup)![1]!];
  const piece = /=\s*"[^"]*"|=\s*'[^']*'|=\s*[^\s"'>]+|>|[^\s"'>/=]+|[\s"'/=]/y;
  piece.lastIndex = name.lastIndex;
  for (let found = piece.exec(markup); found; found = piece.exec(markup)) {
    if (found[0] === '>') return [names.join(' '), piece.lastIndex];
    if (/^[^\s"'/=]/.test(found[0])) names.push(found[0]);
  }
  throw new Error(`A tag does not end: ${markup.slice(from, from + 80)}`);
}
