import type { StatusPage } from '../domain/status-page';
import { markWords } from './public-file';

/**
 * What search engines are told. They may fetch everything, above all a page that wants to be left out: each of its files says so by
 * itself, and whoever is not let in never reads that.
 */
export function robotsFile(page: StatusPage): string {
  const wish = page.noindex ? 'Please read, and leave out: each file says noindex.' : 'Everybody is welcome.';
  return `# ${wish}\n# ${markWords(page)}\nUser-agent: *\nAllow: /\n`;
}
