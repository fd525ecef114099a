import type { StatusPage } from '../domain/status-page';
import { apiFiles } from './api/api-files';
import { feed } from './feed';
import { frontPage } from './front-page';
import { incidentPage } from './incident-page';
import { incidentPath } from './links';
import { notFoundPage } from './not-found-page';
import { paths, publicFile, type PublicFile } from './public-file';

/**
 * Every file that customers may read, made from what customers may see and nothing else. The front page comes last: whoever
 * reads it finds what it links to.
 */
export function renderStatusPage(page: StatusPage): PublicFile[] {
  return [
    ...[...page.open, ...page.past].map((shown) =>
      publicFile(incidentPath(shown.notice.id), incidentPage(page, shown)),
    ),
    ...apiFiles(page),
    publicFile(paths.feed, feed(page)),
    publicFile(paths.notFound, notFoundPage(page)),
    publicFile(paths.frontPage, frontPage(page)),
  ];
}
