import type { Sentence } from '../domain/texts/customers';
import { html, type Markup } from './markup';

/** A sentence with its times marked as times, for readers' own clocks and for machines. */
export function sentenceMarkup(sentence: Sentence): Markup {
  return html`${sentence.map((piece) =>
    typeof piece === 'string' ? piece : html`<time datetime="${piece.at}">${piece.words}</time>`,
  )}`;
}
