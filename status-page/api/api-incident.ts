import type { ComponentState, NoticeWithUpdates } from '../../domain/notice';
import type { StatusPage } from '../../domain/status-page';
import { inWords, type Sentence } from '../../domain/texts/customers';
import { incidentLink } from '../links';
import { tell, type ToldNotice, type ToldUpdate } from '../notice-told';
import { apiComponent } from './api-component';
import { pageId } from './api-page';

/** How a claim reads as the `impact` of one incident. */
export const impacts: Readonly<Record<ComponentState, 'none' | 'minor' | 'major' | 'critical' | 'maintenance'>> = {
  operational: 'none',
  under_maintenance: 'maintenance',
  degraded_performance: 'minor',
  partial_outage: 'major',
  major_outage: 'critical',
};

/** The `incident` object of `/api/v2`, with the very sentences of the page. */
export function apiIncident(page: StatusPage, shown: NoticeWithUpdates) {
  const { notice, updates } = shown;
  const told = tell(shown, page.components, page.generatedAt);
  return {
    id: notice.id,
    name: told.title,
    status: notice.status,
    created_at: notice.postedAt,
    updated_at: notice.changedAt,
    monitoring_at: updates.filter(({ status }) => status === 'monitoring').at(-1)?.at ?? null,
    resolved_at: notice.resolvedAt ?? notice.retractedAt ?? null,
    impact: impacts[notice.claims],
    shortlink: page.url + incidentLink(notice.id),
    started_at: notice.startedAt,
    page_id: pageId(page.url),
    incident_updates: told.updates.map((update) => apiUpdate(shown, told, update)),
    components: page.components
      .filter(({ id }) => id === notice.component?.id)
      .map((component) => apiComponent(page, component)),
    reminder_intervals: null,
  };
}

function apiUpdate(shown: NoticeWithUpdates, told: ToldNotice, toldUpdate: ToldUpdate) {
  const { update } = toldUpdate;
  return {
    id: toldUpdate.id,
    status: update.status,
    body: bodyOf(told, toldUpdate),
    incident_id: shown.notice.id,
    created_at: update.at,
    updated_at: toldUpdate.edited?.at ?? update.at,
    display_at: update.at,
    affected_components: affectedComponents(shown, toldUpdate),
    deliver_notifications: false,
    custom_tweet: null,
    tweet_id: null,
  };
}

/** What the page says in the update; the newest one also carries the promise that stands. */
function bodyOf(told: ToldNotice, update: ToldUpdate): string {
  const standing = update === told.updates[0] ? [told.measurements, told.nextUpdate] : [];
  const sentences = [...update.sentences, ...standing, update.aside];
  return sentences
    .filter((sentence): sentence is Sentence => sentence !== undefined)
    .map(inWords)
    .join(' ');
}

/** From which state to which the update took the component: worse by the first one and by a return, normal by the end. */
function affectedComponents({ notice, updates }: NoticeWithUpdates, { update }: ToldUpdate) {
  if (notice.component === undefined) return null;
  const { id: code, name } = notice.component;
  const begins = update === updates[0] || update.kind === 'reopened';
  const ends = update.kind === 'resolved' || update.kind === 'retracted';
  return [
    {
      code,
      name,
      old_status: begins ? 'operational' : notice.claims,
      new_status: ends ? 'operational' : notice.claims,
    },
  ];
}
