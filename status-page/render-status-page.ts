import { latest } from '../domain/instant';
import type { ShownComponent } from '../domain/shown-components';
import type { StatusPage } from '../domain/status-page';
import { apiPlan } from './api/api-files';
import { calendar } from './calendar';
import { componentBadge, pageBadge } from './badge';
import { componentPage } from './component-page';
import { atomFeed, rssFeed, type Feed } from './feed';
import { feedEntries } from './feed-entries';
import { frontPage } from './front-page';
import { historyIndex, monthPage } from './history-pages';
import { incidentPage } from './incident-page';
import { componentPaths, incidentPath, maintenancePath, monthPath } from './links';
import { maintenancePage } from './maintenance-page';
import { notFoundPage } from './not-found-page';
import { pageState } from './page-state';
import { paths, publicFile, type PlannedFile, type PublicFile } from './public-file';
import { robotsFile } from './robots-file';
import { uptimeFile } from './uptime-file';

/**
 * Every file that customers may read, made from what customers may see and nothing else. The front page comes last: whoever
 * reads it finds what it links to.
 */
export function planStatusPage(page: StatusPage): PlannedFile[] {
  const touchedAt = latest(page.changedAt, ...page.components.map((component) => component.touchedAt));
  const whole = once(() => ({
    path: paths.feed,
    title: page.name,
    about: '',
    entries: feedEntries(page, page.recent, page.maintenances),
    changedAt: page.changedAt,
  }));
  return [
    ...page.recent.map((shown) => ({
      path: incidentPath(shown.notice.id),
      touchedAt: shown.notice.changedAt,
      render: () => incidentPage(page, shown),
    })),
    ...page.maintenances.map((maintenance) => ({
      path: maintenancePath(maintenance.id),
      touchedAt: maintenance.changedAt,
      render: () => maintenancePage(page, maintenance),
    })),
    ...page.components.flatMap((component) => componentFiles(page, component)),
    ...historyFiles(page),
    ...apiPlan(page, touchedAt),
    { path: paths.feed, touchedAt, render: () => atomFeed(page, whole()) },
    { path: paths.rss, touchedAt, render: () => rssFeed(page, { ...whole(), path: paths.rss }) },
    { path: paths.calendar, touchedAt, render: () => calendar(page) },
    { path: paths.badge, touchedAt, render: () => pageBadge(page, pageState(page)) },
    { path: paths.robots, touchedAt: page.startedOn, render: () => robotsFile(page) },
    { path: paths.notFound, touchedAt: page.startedOn, render: () => notFoundPage(page) },
    { path: paths.frontPage, touchedAt, render: () => frontPage(page) },
  ];
}

/** All of them, rendered. */
export function renderStatusPage(page: StatusPage): PublicFile[] {
  return planStatusPage(page).map(({ path, render }) => publicFile(path, render()));
}

/** Both kinds of feed hold the same, which is put into words when the first of them is rendered. */
function once(make: () => Feed): () => Feed {
  let made: Feed | undefined;
  return () => (made ??= make());
}

function componentFiles(page: StatusPage, component: ShownComponent): PlannedFile[] {
  const own = componentPaths(component.id);
  const { touchedAt, name, state, notices, maintenances } = component;
  const feed = once(() => ({
    path: own.feed,
    title: `${page.name}: ${name}`,
    about: own.page,
    entries: feedEntries(page, notices, maintenances),
    changedAt: touchedAt,
  }));
  return [
    { path: own.page, touchedAt, daily: true, render: () => componentPage(page, component) },
    { path: own.uptime, touchedAt, daily: true, render: () => uptimeFile(page, component) },
    { path: own.feed, touchedAt, render: () => atomFeed(page, feed()) },
    { path: own.rss, touchedAt, render: () => rssFeed(page, { ...feed(), path: own.rss }) },
    { path: own.badge, touchedAt, render: () => componentBadge(page, name, state) },
  ];
}

/** The newest two months are daily, because the older one of them learns of the newer. */
function historyFiles(page: StatusPage): PlannedFile[] {
  return [
    ...page.months.map((shown, index) => ({
      path: monthPath(shown.month),
      touchedAt: latest(
        page.startedOn,
        ...shown.notices.map(({ notice }) => notice.changedAt),
        ...shown.maintenances.map(({ changedAt }) => changedAt),
      ),
      daily: index < 2,
      render: () => monthPage(page, shown),
    })),
    { path: paths.history, touchedAt: page.startedOn, daily: true, render: () => historyIndex(page) },
  ];
}
