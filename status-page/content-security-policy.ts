import { createHash } from 'node:crypto';
import { Markup } from './markup';
import { pageScript } from './page-script';
import { pageStyle } from './page-style';

/**
 * What each page allows itself: its own style and script, known by their hashes, and the sign in the browser's tab. It stands in
 * the page, not in a header, so that page and hashes always change together.
 */
export const contentSecurityPolicy = [
  `default-src 'none'`,
  `style-src '${hashOf(pageStyle.text)}'`,
  `script-src '${hashOf(pageScript.text)}'`,
  'img-src data:',
  `base-uri 'none'`,
  `form-action 'self'`,
].join('; ');

/** The page's style, byte for byte what the policy knows it by. */
export const styleElement = new Markup(`<style>${pageStyle.text}</style>`);

/** The page's script, byte for byte what the policy knows it by. */
export const scriptElement = new Markup(`<script>${pageScript.text}</script>`);

function hashOf(inline: string): string {
  return `sha256-${createHash('sha256').update(inline).digest('base64')}`;
}
