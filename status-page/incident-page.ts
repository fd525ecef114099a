import type { NoticeWithUpdates } from '../domain/notice';
import { isOpenNotice, type StatusPage } from '../domain/status-page';
import { inWords, labels } from '../domain/texts/customers';
import { html } from './markup';
import { noticeOnItsPage } from './notice-article';
import { tell } from './notice-told';
import { framePage } from './page-frame';

/** One incident for ever: the same words as on the front page. Read on any day, so its times are those of the day it began. */
export function incidentPage(page: StatusPage, shown: NoticeWithUpdates): string {
  const now = shown.notice.startedAt;
  const told = tell(shown, page.components, now);
  const newest = told.updates[0]?.sentences.map(inWords).join(' ') ?? told.title;
  return framePage(page, {
    title: told.title,
    description: newest,
    state: isOpenNotice(shown) ? shown.notice.claims : 'operational',
    main: html`${noticeOnItsPage(shown, told, now)}
      <p class="more"><a href="/">${labels.currentStatus}</a></p>`,
  });
}
