import type { Instant } from '../instant';
import { publicText, type ComponentState, type PublicText } from '../notice';
import { percent, type SecondsByState } from '../uptime';
import { lengthOfTime, publicDate } from '../zoned-time';
import { stateWords, type Sentence } from './customers';

/** Headings, links and short words of the public pages. */
export const words = {
  updates: 'Get updates',
  atom: 'Feed (Atom)',
  rss: 'Feed (RSS)',
  calendar: 'Calendar of maintenance',
  api: 'JSON for programs',
  badge: 'Badge',
  allHistory: 'All history',
  history: 'History',
  pageSections: 'Pages',
  components: 'Components',
  howItWas: 'The last 90 days',
  groupRule: 'A group shows the worst state within it.',
  barsRule:
    'Each row shows the last 90 days, today on the right, and how much of that time had no reported problem. A taller bar is a worse day.',
  asTable: 'The last 90 days as a table',
  component: 'Component',
  day: 'Day (UTC)',
  worstState: 'Worst state',
  withoutProblem: 'Without a problem',
  daysWithProblem: 'Days with a problem',
  weighted: 'Weighted',
  none: 'None',
  tooNew: 'new',
  noData: 'No data',
  howCounted: 'How this is counted',
  intervals: 'All intervals as JSON',
  itsIncidents: 'Its incidents',
  noneReported: 'No incidents were reported in this time.',
  noneInMonth: 'No incidents were reported in this month.',
  stillOpen: 'still open',
  maintenance: 'Maintenance',
  maintenanceLink: 'Link to this maintenance',
  plannedMaintenance: 'Planned maintenance',
  newer: 'Newer',
  older: 'Older',
  setByHand: 'Set by a person',
} as const;

/** `99.95 %`, or a word where less than a day is known: a share of ten minutes says nothing. */
export function uptimeWords(share: number | undefined, seconds: SecondsByState): string {
  const known = Object.entries(seconds).reduce((sum, [state, count]) => sum + (state === 'unknown' ? 0 : count), 0);
  return share === undefined || known < 86_400 ? words.tooNew : percent(share);
}

/** `Checkout, last 90 days: 2 days with a problem.` for those who do not see the bars. */
export function barsInWords(component: string, days: number): PublicText {
  const counted = days === 0 ? 'no day' : days === 1 ? '1 day' : `${days} days`;
  return publicText(`${component}, last 90 days: ${counted} with a problem.`);
}

const bad: readonly ComponentState[] = ['major_outage', 'partial_outage', 'degraded_performance', 'under_maintenance'];

/** `Partial outage 56 minutes, Degraded performance 4 minutes`: what a day was like; empty for a day like any other. */
export function dayInWords(seconds: SecondsByState): string {
  return bad
    .filter((state) => seconds[state] > 0)
    .map((state) => `${stateWords[state]} ${lengthOfTime(seconds[state] * 1_000)}`)
    .join(', ');
}

export const howCounted = publicText(
  'A second counts as without a problem when no notice or setting of this page says otherwise. Strict: any reported problem counts whole. ' +
    'Weighted: degraded performance counts a tenth, a partial outage three tenths, a major outage whole. ' +
    'Maintenance, and time before this page began, count as neither. Overlaps count once, by the worst state. Notices posted in error do not count.',
);

/** How far back any history can reach. */
export function pageBegan(startedOn: Instant): Sentence {
  return [publicText('This page started on '), { at: startedOn, words: publicDate(startedOn) }, publicText('.')];
}

/** Under the list of a component's incidents, where it had more of them. */
export function newestListed(count: number): PublicText {
  return publicText(`These are its newest ${count}. The others are in the history, by month.`);
}

/** `resolved after 56 minutes`. */
export function resolvedAfter(milliseconds: number): string {
  return `resolved after ${lengthOfTime(milliseconds)}`;
}
