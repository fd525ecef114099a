import { minute, plus, type Instant } from '../../domain/instant';
import type { PublicMaintenance } from '../../domain/maintenance';
import { publicText, type Notice, type NoticeUpdate, type NoticeWithUpdates } from '../../domain/notice';
import { projectStatusPage, type Component, type PublicSnapshot, type StatusPage } from '../../domain/status-page';
import { noticeTitle } from '../../domain/texts/customers';
import { statusPage as settings } from '../../config/status-page';

export const incidentId = 'K7MQ-never-shown';

/** `14:07` on Sunday 7 March 2027. */
export function at(clock: string): Instant {
  return `2027-03-07T${clock}:00.000Z`;
}

export const checkout = { id: 'checkout', name: 'Checkout' };

export const automatic: NoticeUpdate = {
  at: at('14:07'),
  kind: 'automatic',
  status: 'investigating',
  ifFailing: publicText('Paying by card may fail or be slow.'),
};

export const identified: NoticeUpdate = {
  at: at('14:20'),
  kind: 'person',
  status: 'identified',
  text: publicText('A change we made at 14:00 UTC slows card payments. We are taking it back.'),
};

export const resolved: NoticeUpdate = {
  at: at('14:58'),
  kind: 'resolved',
  status: 'resolved',
  text: publicText('Paying by card works again.'),
};

export const retracted: NoticeUpdate = { at: at('14:15'), kind: 'retracted', status: 'resolved' };

/** The draft notice about Checkout, open since 14:02, with what a test wants otherwise. */
export function notice(
  change: Partial<Notice> = {},
  updates: readonly NoticeUpdate[] = [automatic],
): NoticeWithUpdates {
  const component = 'component' in change ? change.component : checkout;
  return {
    notice: {
      id: 'n-5tq8w2zk',
      version: 1,
      component,
      claims: 'partial_outage',
      status: 'investigating',
      title: noticeTitle(component?.name),
      startedAt: at('14:02'),
      postedAt: at('14:07'),
      changedAt: updates.at(-1)?.at ?? at('14:07'),
      acknowledged: false,
      updateCount: updates.length,
      nextUpdateBy: at('14:22'),
      openIncidents: [incidentId],
      ...change,
    },
    updates,
  };
}

export const resolvedNotice = notice(
  { id: 'n-resolved', status: 'resolved', resolvedAt: at('14:58'), nextUpdateBy: undefined, openIncidents: [] },
  [automatic, identified, resolved],
);

export const retractedNotice = notice(
  { id: 'n-retracted', status: 'resolved', retractedAt: at('14:15'), nextUpdateBy: undefined, openIncidents: [] },
  [automatic, retracted],
);

/** Planned for Checkout, from 15:00 to 16:00. */
export const planned: PublicMaintenance = {
  id: 'checkout-database-2027-03-07',
  version: 1,
  title: publicText('A new database for Checkout'),
  impact: publicText('Paying by card will be unavailable for up to 10 minutes.'),
  components: [checkout],
  state: 'scheduled',
  from: at('15:00'),
  until: at('16:00'),
  postedAt: at('09:00'),
  changedAt: at('09:00'),
  updates: [{ at: at('09:00'), kind: 'planned', from: at('15:00'), until: at('16:00') }],
};

/** The same, while it goes on. */
export const underWay: PublicMaintenance = {
  ...planned,
  id: 'checkout-cache',
  title: publicText('A larger cache for Checkout'),
  state: 'in_progress',
  from: at('14:00'),
  startedAt: at('14:00'),
  changedAt: at('14:00'),
  updates: [...planned.updates, { at: at('14:00'), kind: 'started', until: at('16:00') }],
};

/** The page of the example configuration, begun long ago. */
export function pageOf(
  notices: readonly NoticeWithUpdates[],
  shownAt: Instant = at('14:32'),
  components: readonly Component[] = settings.components,
  startedOn: Instant = '2026-03-03T09:00:00.000Z',
  maintenances: readonly PublicMaintenance[] = [],
): StatusPage {
  const snapshot: PublicSnapshot = {
    version: 12,
    startedOn,
    changedAt: plus(shownAt, -3 * minute),
    notices,
    maintenances,
    settings: [],
  };
  const rendering = { url: 'https://status.example.com', renderSeq: 4, now: shownAt };
  return projectStatusPage(snapshot, { ...settings, components }, rendering);
}

export function twentyComponents(): Component[] {
  const names = [
    'Checkout',
    'Sign-in',
    'API',
    'Dashboard',
    'Search',
    'Invoices',
    'Webhooks',
    'Exports',
    'Mail',
    'Maps',
  ];
  return Array.from({ length: 20 }, (_, index) => ({
    id: index === 0 ? 'checkout' : `component-${index}`,
    name: `${names[index % 10]}${index < 10 ? '' : ' in Europe'}`,
    description: index % 3 === 0 ? 'For customers on every plan' : undefined,
  }));
}
