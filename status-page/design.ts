import { createHash } from 'node:crypto';
import type { StatusPageSettings } from '../domain/status-page';
import { pageScript } from './page-script';
import { pageStyle } from './page-style';

/** Changes with the settings, the style and the script: then every page is written anew. */
export function designOf(settings: StatusPageSettings): string {
  const all = JSON.stringify([settings, pageStyle.text, pageScript.text]);
  return createHash('sha256').update(all).digest('hex').slice(0, 12);
}
