import { createHash } from 'node:crypto';
import type { Brand } from '../domain/status-page';
import { Markup } from './markup';
import { pageScript } from './page-script';
import { pageStyle } from './page-style';

/**
 * What each page allows itself: its own style and script, known by their hashes, and pictures that stand in the page itself. It is
 * in the page, not in a header, so that page and hashes always change together.
 */
export function contentSecurityPolicy(brand: Brand): string {
  return [
    `default-src 'none'`,
    `style-src '${hashOf(styleOf(brand))}'`,
    `script-src '${hashOf(pageScript.text)}'`,
    'img-src data:',
    // Nothing in the page connects to anything. Lighthouse reads /robots.txt as the page would, and finds none without this.
    `connect-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
  ].join('; ');
}

/** The page's style, byte for byte what the policy knows it by. */
export function styleElement(brand: Brand): Markup {
  return new Markup(`<style>${styleOf(brand)}</style>`);
}

/** The page's script, byte for byte what the policy knows it by. */
export const scriptElement = new Markup(`<script>${pageScript.text}</script>`);

/** The style with the organization's own colour for links; anything but a colour is left out. */
function styleOf({ accent }: Brand): string {
  const colour = (wanted: string | undefined) =>
    wanted !== undefined && /^#[\da-f]{6}$/i.test(wanted) ? wanted : undefined;
  const [light, dark] = [colour(accent?.light), colour(accent?.dark)];
  const own = light === undefined ? '' : `:root { --link: ${light}; }\n`;
  const ownDark = dark === undefined ? '' : `@media (prefers-color-scheme: dark) { :root { --link: ${dark}; } }\n`;
  return pageStyle.text + own + ownDark;
}

function hashOf(inline: string): string {
  return `sha256-${createHash('sha256').update(inline).digest('base64')}`;
}
