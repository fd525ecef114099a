import { publicText } from '../../../domain/notice';
import { paths } from '../../../status-page/public-file';
import { renderStatusPage } from '../../../status-page/render-status-page';
import { at, automatic, identified, notice, pageOf, resolvedNotice, retractedNotice } from '../sample-pages';

function read(...args: Parameters<typeof pageOf>): Record<string, unknown>[] {
  const files = renderStatusPage(pageOf(...args));
  return [paths.summary, paths.status].map(
    (wanted) => JSON.parse(files.find(({ path }) => path === wanted)!.body) as Record<string, unknown>,
  );
}

const tocsin = { version: 12, renderSeq: 4, generatedAt: at('14:32'), nextRefreshBy: at('14:37') };
const page = {
  id: 'status.example.com',
  name: 'Acme Status',
  url: 'https://status.example.com',
  time_zone: 'Etc/UTC',
  updated_at: at('14:29'),
};
const component = {
  id: 'checkout',
  name: 'Checkout',
  status: 'partial_outage',
  created_at: '2026-03-03T09:00:00.000Z',
  updated_at: at('14:20'),
  position: 2,
  description: null,
  showcase: false,
  start_date: '2026-03-03',
  group_id: 'shop' as string | null,
  page_id: 'status.example.com',
  group: false,
  only_show_if_degraded: false,
};
const updateFacts = { incident_id: 'n-5tq8w2zk', deliver_notifications: false, custom_tweet: null, tweet_id: null };

test('status.json has the page and its state, and no field more or less', () => {
  const [, status] = read([]);
  expect(status).toEqual({ page, tocsin, status: { indicator: 'none', description: 'All Systems Operational' } });
});

test('summary.json has every field of the contract, nullable ones as null', () => {
  const [summary] = read([
    notice({ status: 'identified', nextUpdateBy: at('14:50') }, [automatic, identified]),
    resolvedNotice,
    retractedNotice,
  ]);
  const checkout = { ...component, updated_at: at('14:58') };
  const quiet = { ...component, status: 'operational', updated_at: component.created_at };
  const group = { ...checkout, position: 1, group: true, group_id: null };
  expect(summary).toEqual({
    page,
    tocsin,
    components: [
      { ...group, id: 'shop', name: 'Shop', components: ['checkout', 'sign-in'] },
      checkout,
      { ...quiet, id: 'sign-in', name: 'Sign-in', position: 3 },
      {
        ...group,
        id: 'developers',
        name: 'For developers',
        position: 4,
        status: 'operational',
        updated_at: component.created_at,
        components: ['api', 'dashboard'],
      },
      { ...quiet, id: 'api', name: 'API', position: 5, group_id: 'developers' },
      { ...quiet, id: 'dashboard', name: 'Dashboard', position: 6, group_id: 'developers' },
    ],
    incidents: [
      {
        id: 'n-5tq8w2zk',
        name: 'We are investigating a problem with Checkout.',
        status: 'identified',
        created_at: at('14:07'),
        updated_at: at('14:20'),
        monitoring_at: null,
        resolved_at: null,
        impact: 'major',
        shortlink: 'https://status.example.com/incidents/n-5tq8w2zk.html',
        started_at: at('14:02'),
        page_id: 'status.example.com',
        incident_updates: [
          {
            ...updateFacts,
            id: 'n-5tq8w2zk-2',
            status: 'identified',
            body: 'A change we made at 14:00 UTC slows card payments. We are taking it back. Next update by 14:50 UTC.',
            created_at: at('14:20'),
            updated_at: at('14:20'),
            display_at: at('14:20'),
            affected_components: [
              { code: 'checkout', name: 'Checkout', old_status: 'partial_outage', new_status: 'partial_outage' },
            ],
          },
          {
            ...updateFacts,
            id: 'n-5tq8w2zk-1',
            status: 'investigating',
            body:
              'Paying by card may fail or be slow. ' +
              'Our monitoring has seen this since 14:02 UTC, and our engineers were alerted. ' +
              'We do not yet know the cause or how many customers are affected. ' +
              'This first notice was posted automatically at 14:07 UTC.',
            created_at: at('14:07'),
            updated_at: at('14:07'),
            display_at: at('14:07'),
            affected_components: [
              { code: 'checkout', name: 'Checkout', old_status: 'operational', new_status: 'partial_outage' },
            ],
          },
        ],
        components: [checkout],
        reminder_intervals: null,
      },
    ],
    scheduled_maintenances: [],
    status: { indicator: 'major', description: 'Partial System Outage' },
  });
});

test('when monitoring began is told; a notice about no component affects none by name', () => {
  const watching = { at: at('14:25'), kind: 'person', status: 'monitoring', text: publicText('It is back.') } as const;
  const [summary] = read([notice({ component: undefined, status: 'monitoring' }, [automatic, watching])]);
  expect(summary).toMatchObject({
    incidents: [{ monitoring_at: at('14:25'), components: [], incident_updates: [{ affected_components: null }, {}] }],
  });
});
