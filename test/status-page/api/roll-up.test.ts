import type { ComponentState, NoticeWithUpdates } from '../../../domain/notice';
import { rollUp } from '../../../status-page/api/roll-up';
import { notice, pageOf, resolvedNotice, twentyComponents } from '../sample-pages';

const one = twentyComponents().slice(0, 1);
const claiming = (claims: ComponentState, change = {}) => notice({ claims, ...change });

test.each<[string, NoticeWithUpdates[], string, string]>([
  ['nothing open', [], 'none', 'All Systems Operational'],
  ['only resolved ones', [resolvedNotice], 'none', 'All Systems Operational'],
  ['maintenance', [claiming('under_maintenance')], 'maintenance', 'Service Under Maintenance'],
  ['degraded', [claiming('degraded_performance')], 'minor', 'Partially Degraded Service'],
  ['partial', [claiming('partial_outage')], 'major', 'Partial System Outage'],
  ['major', [claiming('major_outage')], 'critical', 'Major System Outage'],
])('one component: %s', (_name, notices, indicator, description) => {
  expect(rollUp(pageOf(notices, undefined, one))).toEqual({ indicator, description });
});

test('of many components the worst one counts, not blended down', () => {
  const worst = [
    claiming('degraded_performance', { component: { id: 'component-1', name: 'API' } }),
    claiming('major_outage'),
  ];
  expect(rollUp(pageOf(worst, undefined, twentyComponents())).indicator).toBe('critical');
});

test('without components, or about none of them, an open incident still shows', () => {
  expect(rollUp(pageOf([], undefined, [])).indicator).toBe('none');
  const vague = claiming('partial_outage', { component: undefined });
  expect(rollUp(pageOf([vague], undefined, [])).indicator).toBe('major');
  expect(rollUp(pageOf([vague], undefined, one)).indicator).toBe('major');
  expect(rollUp(pageOf([claiming('operational')], undefined, one)).indicator).toBe('minor');
});
