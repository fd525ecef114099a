import { Scene, World } from '../support/domain-world';
import { acknowledge } from '../../domain/commands';
import { entryItem, incidentItem, messageItem } from '../../lambdas/adapters/incident-items';
import {
  differsFromTimeline,
  gaps,
  openTwice,
  outOfTheIndex,
  overdue,
  pagedInVain,
  rewrittenTimeline,
  wrongVersion,
} from './step-invariants';
import { tooManyPages } from './pages';
import type { Item } from './table-mirror';
import type { World as Run } from './world';

/** The items of a SEV-1 that was paged twice and then acknowledged. */
function world(): { scene: Scene; items: Item[] } {
  const scene = new World().open();
  scene.world.skip(3);
  scene.command('alex', acknowledge);
  return { scene, items: itemsOf(scene) };
}

function itemsOf({ world: { incidents, entries, messages } }: Scene): Item[] {
  return [
    ...[...incidents.values()].map(incidentItem),
    ...entries.map((entry) => entryItem(entry.incidentId, entry)),
    ...messages.map((message) => ({ ...messageItem(message), openKind: undefined, sentAt: message.queuedAt })),
  ];
}

const { scene, items } = world();
const row = items.find(({ sk }) => sk === 'INCIDENT')!;
const place = { pk: String(row['pk']), sk: 'INCIDENT' };
const message = items.find(({ sk }) => sk === 'MESSAGE#00000001')!;
const withRow = (patch: object) => items.map((item) => (item === row ? { ...row, ...patch } : item));

test('they hold for what a sound world looks like', () => {
  for (const holds of [outOfTheIndex, gaps, differsFromTimeline, openTwice]) expect(holds(items)).toEqual([]);
  expect(overdue(items, Date.parse(scene.world.now), 90_000)).toEqual([]);
  expect(wrongVersion({ ...place, before: row, after: { ...row, version: scene.incident.version + 1 } })).toEqual([]);
  expect(wrongVersion({ ...place, before: row, after: { ...row, keptCounts: { key: 1 } } })).toEqual([]);
});

test.each<[string, () => string[], RegExp]>([
  [
    'I3: a version that stays',
    () => wrongVersion({ ...place, before: row, after: { ...row, status: 'resolved' } }),
    /went from/,
  ],
  ['I3: a version that leaps', () => wrongVersion({ ...place, after: { ...row, version: 2 } }), /from undefined to 2/],
  ['I3: an incident that is removed', () => wrongVersion({ ...place, before: row }), /was removed/],
  [
    'I9: an entry that is written again',
    () => rewrittenTimeline({ ...place, sk: 'ENTRY#00000001', before: {}, after: {} }),
    /written again/,
  ],
  [
    'I4: a page while somebody has it',
    () => pagedInVain({ ...place, sk: 'MESSAGE#1', after: message }, items),
    /Alex has it/,
  ],
  [
    'I3: a page after the resolve',
    () => pagedInVain({ ...place, sk: 'MESSAGE#1', after: message }, withRow({ status: 'resolved' })),
    /it is resolved/,
  ],
  ['a page of no incident', () => pagedInVain({ ...place, sk: 'MESSAGE#1', after: message }, []), /no incident/],
  ['I5: a promise that waits', () => overdue(items, Date.parse(scene.world.now) + 3_600_000, 90_000), /waits since/],
  [
    'I12: an open incident that nobody looks for',
    () => outOfTheIndex(withRow({ openKind: undefined })),
    /not in the index/,
  ],
  [
    'I12: a resolved one that is looked for',
    () => outOfTheIndex(withRow({ status: 'resolved' })),
    /still in the index/,
  ],
  [
    'I12: an auditor that looks too late',
    () => outOfTheIndex(withRow({ nextActionAt: '9999-12-31T00:00:00.000Z' })),
    /due before the auditor looks/,
  ],
  [
    'an unsent message that nobody looks for',
    () => outOfTheIndex([...items, { ...message, sentAt: undefined }]),
    /unsent and not in the index/,
  ],
  ['I9: an entry that is missing', () => gaps(items.filter(({ sk }) => sk !== 'ENTRY#00000002')), /has 1,3/],
  ['I9: a message that is missing', () => gaps(items.filter((item) => item !== message)), /messages instead of/],
  [
    'I9: an acknowledgement of which the timeline knows nothing',
    () => differsFromTimeline(withRow({ acknowledgement: undefined })),
    /"open, Alex has it", the incident "open, nobody has it"/,
  ],
  [
    'I9: a resolve of which it knows nothing',
    () => differsFromTimeline(withRow({ status: 'resolved' })),
    /resolved, Alex/,
  ],
  [
    'I6: a bundle that waits longer than a minute after its time',
    () => {
      const bundleAt = '2027-07-03T01:02:00.000Z';
      const ledger = {
        pk: 'PAGES#alex',
        sk: 'PAGES',
        waiting: [{}],
        openKind: 'OPEN',
        nextActionAt: minus(bundleAt, 30),
      };
      return overdue([...items, ledger], Date.parse(bundleAt) + 61_000, 90_000);
    },
    /PAGES#alex PAGES waits since/,
  ],
  ['I6: eleven pages within a minute', () => tooManyPages(pagesEvery(5, 11, 'AGAIN SEV-2 x')), /alex got more pages/],
  ['I6: 31 in a quarter of an hour', () => tooManyPages(pagesEvery(20, 31, 'SEV-2 x')), /alex got more pages/],
  ['I6: 21 SEV-1 within a minute', () => tooManyPages(pagesEvery(2, 21, 'SEV-1 x')), /alex got more pages/],
  ['I2: two open incidents of one key', () => openTwice([...items, { ...row, id: 'ZZZZ' }]), /Two open incidents/],
])('%s is found', (_, look, expected) => {
  expect(look().join('\n')).toMatch(expected);
});

test('I6: what one person can read, and what comes together, is no storm', () => {
  expect(tooManyPages(pagesEvery(5, 10, 'SEV-2 x'))).toEqual([]);
  expect(tooManyPages(pagesEvery(2, 20, 'SEV-1 x'))).toEqual([]);
  expect(tooManyPages(pagesEvery(1, 50, '3 more pages. ACK each: A, B, C'))).toEqual([]);
});

function minus(at: string, seconds: number): string {
  return new Date(Date.parse(at) - seconds * 1_000).toISOString();
}

/** So many text messages to Alex, one every few seconds. */
function pagesEvery(seconds: number, count: number, body: string): Run['outbox'] {
  const page = { kind: 'page', channel: 'sms', responder: 'alex', body };
  return Array.from({ length: count }, (_, index) => ({
    ...page,
    at: minus('2027-07-03T01:02:00.000Z', -seconds * index),
  })) as unknown as Run['outbox'];
}
