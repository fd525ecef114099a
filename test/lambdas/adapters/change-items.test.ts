import { acknowledge, hold, update, type CommandContext, type Decision } from '../../../domain/commands';
import type { Change } from '../../../domain/change';
import { allowedIn } from '../../../domain/lifecycle';
import { editUpdate } from '../../../domain/edit-update';
import { publicText } from '../../../domain/notice';
import { withEdits } from '../../../domain/notice-edits';
import { resolve, retract } from '../../../domain/public-commands';
import { changeItems, keyWrite } from '../../../lambdas/adapters/change-items';
import {
  hashOfKey,
  incidentItem,
  messageItem,
  receiptItem,
  withoutKeys,
} from '../../../lambdas/adapters/incident-items';
import { anAlert, night } from '../../support/domain-alerts';
import { World, type Scene } from '../../support/domain-world';

const begin = () => {
  const world = new World();
  const incident = world.open({ publishes: true });
  return { world, incident };
};
const given = (incident: Scene, decide: (context: CommandContext) => Decision) =>
  incident.command('alex', decide) as Change;
const putOf = (items: ReturnType<typeof changeItems>, sk: string) =>
  items.map(({ Put }) => Put).find((put) => put?.Item?.['sk'] === sk);
const updateOf = (items: ReturnType<typeof changeItems>, sk: string) =>
  items.map(({ Update }) => Update).find((written) => written?.Key?.['sk'] === sk);

test.each<[string, (context: CommandContext) => Decision]>([
  ['acknowledge', acknowledge],
  ['update', (context) => update(context, { note: 'x' })],
  ['hold-notice', (context) => hold(context)],
  ['resolve', (context) => resolve(context, { reason: 'x' })],
])('the condition of %s is its row of the transition table, and the version that was read', (transition, decide) => {
  const change = given(begin().incident, decide);
  expect(change.transition).toBe(transition);
  const put = putOf(changeItems('table', change), 'INCIDENT');
  const from = allowedIn[change.transition as keyof typeof allowedIn];
  expect(put?.ConditionExpression).toBe(
    `version = :version AND #status IN (${from.map((_, index) => `:from${index}`).join(', ')})`,
  );
  const values = put?.ExpressionAttributeValues ?? {};
  expect(values[':version']).toBe(1);
  expect(from.map((_, index) => values[`:from${index}`] as string)).toEqual(from);
});

test('retract may happen in every status: its condition names them all', () => {
  const { world, incident } = begin();
  world.skip(6);
  const put = putOf(
    changeItems(
      'table',
      given(incident, (context) => retract(context, 'x')),
    ),
    'INCIDENT',
  );
  expect(Object.values(put?.ExpressionAttributeValues ?? {})).toEqual(
    expect.arrayContaining([...allowedIn['retract-notice']]),
  );
});

test('an opening, every entry and every message must not exist yet', () => {
  const world = new World();
  let opened: Change | undefined;
  const apply = world.apply.bind(world);
  world.apply = (change) => ((opened ??= change), apply(change));
  world.open();
  const items = changeItems('table', opened!);
  expect(items).toHaveLength(1 + opened!.entries.length + opened!.messages.length);
  for (const { Put } of items) expect(Put?.ConditionExpression).toBe('attribute_not_exists(pk)');
});

describe('a notice', () => {
  const publicChange = (decide: (context: CommandContext) => Decision) => {
    const { world, incident } = begin();
    world.skip(6);
    return { items: changeItems('table', given(incident, decide)), incident, world };
  };

  test('replaces exactly the version that was read, and raises the version of the page', () => {
    const { items, incident } = publicChange(acknowledge);
    const put = putOf(items, `NOTICE#${incident.notice!.id}`);
    expect(put).toMatchObject({
      ConditionExpression: 'version = :before',
      ExpressionAttributeValues: { ':before': 1 },
    });
    expect(updateOf(items, 'VERSION')?.UpdateExpression).toContain('ADD version :one');
    expect(updateOf(items, 'COMPONENT#checkout')?.UpdateExpression).toBe('SET openNotice = :notice');
  });

  test('that ends frees its component and expires; all it said expires with it', () => {
    const { items, incident } = publicChange((context) =>
      resolve(context, { reason: 'x', text: publicText('Works.') }),
    );
    expect(updateOf(items, 'COMPONENT#checkout')?.UpdateExpression).toBe('REMOVE openNotice');
    expect(putOf(items, `NOTICE#${incident.notice!.id}`)?.Item?.['ttl']).toBeGreaterThan(Date.parse(night) / 1_000);
    expect(updateOf(items, `NOTICE#${incident.notice!.id}#0000`)?.UpdateExpression).toContain('#ttl = :ttl');
  });

  test('that was resolved and is edited later leaves its component alone as well', () => {
    const { world, incident } = begin();
    world.skip(6);
    given(incident, (context) => resolve(context, { reason: 'x', text: publicText('Works.') }));
    const said = withEdits(world.said.get(incident.notice!.id)!);
    const change = given(incident, (context) =>
      editUpdate(context, said, { number: 2, text: publicText('It works.') }),
    );
    expect(updateOf(changeItems('table', change), 'COMPONENT#checkout')).toBeUndefined();
  });

  test('that was resolved and is retracted later leaves its component alone, which may have another by now', () => {
    const { world, incident } = publicChange((context) =>
      resolve(context, { reason: 'x', text: publicText('Works.') }),
    );
    world.skip(5);
    const items = changeItems(
      'table',
      given(incident, (context) => retract(context, 'x')),
    );
    expect(updateOf(items, 'COMPONENT#checkout')).toBeUndefined();
    expect(updateOf(items, 'VERSION')).toBeDefined();
  });

  test('the internal text of an update is in no item of the public partition', () => {
    const { items } = publicChange((context) => resolve(context, { reason: 'db-7 burnt', text: publicText('Works.') }));
    const shown = items.filter(({ Put, Update }) => (Put?.Item ?? Update?.Key)?.['pk'] === 'STATUS');
    expect(shown).toHaveLength(4);
    expect(JSON.stringify(shown)).not.toContain('db-7');
  });
});

describe('what is known of a key', () => {
  const after = { incidentId: 'K7MQ', signal: 'ok', changedAt: night, sentAt: night } as const;

  test('is written only where nothing was known, or exactly what was read', () => {
    const anew = keyWrite('table', { key: 'k', before: undefined, after, counted: 2 }).Update!;
    expect(anew.ConditionExpression).toBe('attribute_not_exists(pk)');
    expect(anew.UpdateExpression).toContain('#count = :counted');
    const before = { ...after, signal: 'firing', count: 3 } as const;
    const again = keyWrite('table', { key: 'k', before, after, counted: 2 }).Update!;
    expect(again.ConditionExpression).toBe(
      'incidentId = :wasIncident AND #signal = :wasSignal AND changedAt = :wasChangedAt',
    );
    expect(again.UpdateExpression).toContain('ADD #count :counted');
  });

  test('counts from the beginning when the key goes over to another incident', () => {
    const before = { ...after, incidentId: 'B222', count: 3 } as const;
    expect(keyWrite('table', { key: 'k', before, after, counted: 1 }).Update?.UpdateExpression).toContain(
      '#count = :counted',
    );
  });
});

describe('items', () => {
  test('an open incident is in the index at the time it must be heard, a resolved one is not', () => {
    const { incident } = begin();
    expect(incidentItem(incident.incident)).toMatchObject({
      openKind: 'OPEN',
      nextActionAt: '2027-07-03T01:04:41.000Z',
    });
    given(incident, (context) => resolve(context, { reason: 'x' }));
    expect(incidentItem(incident.incident)).not.toHaveProperty('openKind');
  });

  test('an open incident that waits for nothing is in the index all the same', () => {
    const begun = new World().open({ severity: 4 });
    begun.command('alex', acknowledge);
    const item = incidentItem(begun.incident);
    expect(item['nextActionAt']).toBe('9999-12-31T00:00:00.000Z');
  });

  test('an unsent message is overdue from the moment it is queued', () => {
    const { world } = begin();
    expect(messageItem(world.messages[0]!)).toMatchObject({ openKind: 'OPEN', nextActionAt: night });
  });

  test('an incident comes back from its item as it went in', () => {
    const { incident } = begin().incident;
    expect(withoutKeys(incidentItem(incident))).toEqual(incident);
  });

  test('a receipt keeps a huge event cut, and expires', () => {
    const receipt = { alert: anAlert(), event: 'x'.repeat(500_000), receivedAt: night, outcome: 'opened the incident' };
    const item = receiptItem(receipt);
    expect((item['event'] as string).length).toBe(100_000);
    expect(item['ttl']).toBe(Date.parse(night) / 1_000 + 90 * 86_400);
  });

  test('keys of any length and content have a short hash', () => {
    expect(hashOfKey('€'.repeat(10_000))).toMatch(/^[0-9a-f]{64}$/);
  });
});
