import { lintWebhooks } from '../../domain/lint-webhooks';
import type { WebhookSource } from '../../domain/webhook-source';
import { webhooks as example } from '../../config/webhooks';

const mapping = { dedupKey: 'key', title: 'name', status: 'state', resolvedWhen: ['ok'] };
const findings = (...sources: unknown[]) =>
  lintWebhooks(sources as WebhookSource[]).map(({ place, problem }) => `${place}: ${problem}`);
const mapped = (more: object) => findings({ id: 'probe', format: 'generic', mapping: { ...mapping, ...more } });

test('the example, and no source at all, have no finding', () => {
  expect(lintWebhooks(example)).toEqual([]);
  expect(findings()).toEqual([]);
  expect(mapped({ alerts: 'data.0.checks', title: ['a.b', 'c'], severities: { P0: 1 } })).toEqual([]);
});

test('one id twice, and an id that could not be the end of an address', () => {
  expect(findings({ id: 'am', format: 'alertmanager' }, { id: 'am', format: 'grafana' })).toEqual([
    'webhooks[1].id: am is already at webhooks[0].id',
  ]);
  for (const id of ['', 'A', '../x', 'a b', `a${'b'.repeat(40)}`])
    expect(findings({ id, format: 'grafana' })).toEqual([`webhooks[0].id: ${id || 'an empty id'} cannot be an id`]);
});

test('a format that nobody reads', () => {
  expect(findings({ id: 'nagios', format: 'nagios' })).toEqual(['webhooks[0] (nagios).format: nagios is not a format']);
});

test.each([
  ['without a title', { title: undefined }, 'mapping.title: it is missing'],
  ['without a key', { dedupKey: undefined }, 'mapping.dedupKey: it is missing'],
  [
    'that never resolves',
    { resolvedWhen: [] },
    'mapping.resolvedWhen: no status resolves, so nothing from this source would ever end',
  ],
  ['with an empty path', { link: '' }, 'mapping.link: "" is not a path'],
  ['with a path of another language', { title: ['a', '$.a b'] }, 'mapping.title: "$.a b" is not a path'],
  ['with a severity that is none', { severities: { P0: 0 } }, 'mapping.severities.P0: 0 is not a severity'],
])('a mapping %s', (_, more, finding) => {
  expect(mapped(more)).toEqual([`webhooks[0] (probe).${finding}`]);
});

test('no mapping at all; and each finding says how to mend it', () => {
  expect(findings({ id: 'probe', format: 'generic' })).toEqual(['webhooks[0] (probe).mapping: it is missing']);
  const all = lintWebhooks([
    { id: 'A', format: 'generic' },
    { id: 'b', format: 'x' },
  ] as unknown as WebhookSource[]);
  expect(all.length).toBe(3);
  for (const { mend } of all) expect(mend.length).toBeGreaterThan(10);
});
