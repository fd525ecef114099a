import { configuration } from '../../config';
import { day, instant, minute, plus, type Instant } from '../../domain/instant';
import { publicText, type Notice, type NoticeWithUpdates } from '../../domain/notice';
import { historyRead, projectStatusPage, type PublicSnapshot, type StatusPage } from '../../domain/status-page';
import { noticeTitle } from '../../domain/texts/customers';
import { twentyComponents } from '../../test/status-page/sample-pages';

export const shownAt = '2027-03-07T14:32:00.000Z';
export const pageUrl = 'https://status.example.com';
export const components = twentyComponents();
export const settings = { ...configuration.statusPage, components };

/** So many incidents, on 20 components, three updates each; the newest is open, all others are over. @param aDay how many a day */
export function history(incidents: number, aDay = 8): PublicSnapshot {
  const notices = Array.from({ length: incidents }, (_, index) =>
    incidentAt(index, plus(shownAt, -30 * minute - (index * day) / aDay), index > 0),
  );
  const startedOn = plus(shownAt, -(incidents / aDay + 5) * day);
  return {
    version: incidents + 1,
    startedOn,
    changedAt: plus(shownAt, -10 * minute),
    notices,
    maintenances: [],
    settings: [],
  };
}

export function shown(snapshot: PublicSnapshot, now: Instant = shownAt): StatusPage {
  return projectStatusPage(snapshot, settings, { url: pageUrl, renderSeq: 1, now });
}

function incidentAt(index: number, at: Instant, over: boolean): NoticeWithUpdates {
  const component = components[index % components.length]!;
  const { id, name } = component;
  const saidAt = [5, 12, 20].map((minutes) => plus(at, minutes * minute));
  const notice: Notice = {
    ...{ id: `n-${String(index).padStart(6, '0')}`, version: 3, component: { id, name }, claims: 'partial_outage' },
    ...{ title: noticeTitle(name), startedAt: at, postedAt: saidAt[0]!, acknowledged: true, updateCount: 3 },
    ...(over
      ? { status: 'resolved', changedAt: saidAt[2]!, resolvedAt: saidAt[2]!, openIncidents: [] }
      : { status: 'monitoring', changedAt: saidAt[2]!, openIncidents: ['K7MQ'] }),
  };
  const ifFailing = publicText(`${name} may fail or be slow.`);
  const found = publicText('We found the cause and are restoring service.');
  const last = publicText('It works again.');
  return {
    notice,
    updates: [
      { at: saidAt[0]!, kind: 'automatic', status: 'investigating', ifFailing },
      { at: saidAt[1]!, kind: 'person', status: 'identified', text: found },
      over
        ? { at: saidAt[2]!, kind: 'resolved', status: 'resolved', text: last }
        : { at: saidAt[2]!, kind: 'person', status: 'monitoring', text: last },
    ],
  };
}

/** The same, one update later: the open incident is told about at `shownAt`. */
export function updated(before: PublicSnapshot): PublicSnapshot {
  const [open, ...others] = before.notices;
  const { notice, updates } = open!;
  const text = publicText('Half of all payments work again.');
  const next: NoticeWithUpdates = {
    notice: {
      ...notice,
      version: notice.version + 1,
      updateCount: notice.updateCount + 1,
      changedAt: instant(Date.parse(shownAt)),
    },
    updates: [...updates, { at: shownAt, kind: 'person', status: 'monitoring', text }],
  };
  return { ...before, version: before.version + 1, changedAt: shownAt, notices: [next, ...others] };
}

/** What the publisher reads of it: no table is asked for what ended longer ago. */
export function read(snapshot: PublicSnapshot): PublicSnapshot {
  const since = plus(shownAt, -historyRead);
  return { ...snapshot, notices: snapshot.notices.filter(({ notice }) => (notice.resolvedAt ?? since) >= since) };
}
