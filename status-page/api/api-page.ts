import type { StatusPage } from '../../domain/status-page';
import { renderMark, type RenderMark } from '../public-file';

/** The `page` object of every document of `/api/v2`. */
export interface ApiPage {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly time_zone: string;
  readonly updated_at: string;
}

/** The page as clients of status pages know it. Its id is its host, which stays as long as its links do. */
export function apiPage({ name, url, changedAt }: StatusPage): ApiPage {
  return { id: pageId(url), name, url, time_zone: 'Etc/UTC', updated_at: changedAt };
}

export function pageId(url: string): string {
  return url.replace(/^https?:\/\//, '');
}

/** What every document carries: whose page it is, and the mark of its making. */
export function apiHead(page: StatusPage): { readonly page: ApiPage; readonly tocsin: RenderMark } {
  return { page: apiPage(page), tocsin: renderMark(page) };
}
