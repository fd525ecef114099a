import { createHash } from 'node:crypto';
import { html, Markup } from '../../status-page/markup';
import { style } from './acknowledge-style';

/** Nothing may run on this page: a mail scanner that runs scripts finds none. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page's style, byte for byte what the policy knows it by. */
const styleElement = new Markup(`<style>${style}</style>`);

/** A whole document around what a person came for. */
export function frame(title: string, body: Markup): string {
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        ${body}
      </body>
    </html>`.text;
}
