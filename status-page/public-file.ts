import type { Instant } from '../domain/instant';
import type { StatusPage } from '../domain/status-page';

/** One file of the public site, as the bucket holds it. */
export interface PublicFile {
  /** Without a slash at the start: `incidents/<id>.html`. */
  readonly path: string;
  readonly contentType: string;
  readonly cacheControl: string;
  readonly body: string;
}

/** A file that could be written, and what it depends on: nothing is rendered that nobody puts. */
export interface PlannedFile {
  readonly path: string;
  /** When anything that it tells last changed. */
  readonly touchedAt: Instant;
  /** True for a file that tells of days, and so is another one tomorrow. */
  readonly daily?: boolean;
  readonly render: () => string;
}

/** The paths whose address never changes. */
export const paths = {
  frontPage: 'index.html',
  summary: 'api/v2/summary.json',
  status: 'api/v2/status.json',
  components: 'api/v2/components.json',
  incidents: 'api/v2/incidents.json',
  unresolved: 'api/v2/incidents/unresolved.json',
  maintenances: 'api/v2/scheduled-maintenances.json',
  upcomingMaintenances: 'api/v2/scheduled-maintenances/upcoming.json',
  activeMaintenances: 'api/v2/scheduled-maintenances/active.json',
  feed: 'feed.atom',
  rss: 'feed.rss',
  calendar: 'maintenance.ics',
  badge: 'badge.svg',
  history: 'history/index.html',
  notFound: '404.html',
  robots: 'robots.txt',
} as const;

/** What the 5-minute refresh writes again although nothing has changed: the files that tell their age. */
export const filesThatAge: readonly string[] = [paths.summary, paths.status, paths.frontPage];

/** Fresh for seconds; an old copy is better than none while the origin fails, because the page itself tells its age. */
const cacheControl = 'public, max-age=10, s-maxage=15, stale-while-revalidate=60, stale-if-error=86400';

const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  rss: 'application/rss+xml; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

/** The file with the type that its name asks for. */
export function publicFile(path: string, body: string): PublicFile {
  const contentType = contentTypes[path.slice(path.lastIndexOf('.') + 1)];
  if (contentType === undefined)
    throw new Error(`No content type is known for ${path}: add its ending to contentTypes.`);
  return { path, contentType, cacheControl, body };
}

/** What every file says about its own making, so that two writers never put an older one over a newer. */
export interface RenderMark {
  readonly version: number;
  readonly renderSeq: number;
  readonly generatedAt: string;
  readonly nextRefreshBy: string;
}

export function renderMark({ version, renderSeq, generatedAt, nextRefreshBy }: StatusPage): RenderMark {
  return { version, renderSeq, generatedAt, nextRefreshBy };
}

/** `version=12; renderSeq=3; generatedAt=…; nextRefreshBy=…` */
export function markWords(page: StatusPage): string {
  return Object.entries(renderMark(page))
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}
