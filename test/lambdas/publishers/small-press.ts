import type { StatusPage } from '../../../domain/status-page';
import { markWords, paths, type PlannedFile } from '../../../status-page/public-file';

/** The public files in small, ten thousand times as quickly: a first line with the mark, then what each kind of file tells. */
export function planStatusPage(page: StatusPage): PlannedFile[] {
  const touchedAt = [page.changedAt, ...page.components.map((component) => component.touchedAt)].sort().at(-1)!;
  const states = page.components.map(({ id, state, words }) => ({ id, status: state, words }));
  const today = page.generatedAt.slice(0, 10);
  const open = page.open.map(({ notice }) => notice.id);
  const telling = (facts: unknown) => () => `${markWords(page)}\n${JSON.stringify(facts)}`;
  return [
    ...page.recent.map(({ notice }) => ({
      path: `incidents/${notice.id}.html`,
      touchedAt: notice.changedAt,
      render: telling({ status: notice.status, updates: notice.updateCount }),
    })),
    ...page.components.map(({ id, state, words, touchedAt }) => ({
      path: `components/${id}.html`,
      touchedAt,
      daily: true,
      render: telling({ state, words, today }),
    })),
    { path: paths.history, touchedAt: page.startedOn, daily: true, render: telling({ today }) },
    { path: paths.components, touchedAt, render: telling({ components: states }) },
    { path: paths.summary, touchedAt, render: telling({ components: states, open }) },
    { path: paths.frontPage, touchedAt, render: telling({ components: states, open, today }) },
  ];
}

/** What a file of this press tells, without its mark. */
export function unmarked(body: string): string {
  return body.slice(body.indexOf('\n'));
}

/** True for what this press has printed. */
export function isSmallPress(body: string): boolean {
  return body.startsWith('version=');
}
