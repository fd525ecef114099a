import fc from 'fast-check';
import { withEdits } from '../../domain/notice-edits';
import { ingestAlerts } from '../../lambdas/ingest-alert/ingest-alert';
import { publishStatusPage } from '../../lambdas/publish-status-page/publish-status-page';
import { apiScene } from './support/api-scene';
import { intake, message } from './support/intake-scene';
import { MemoryPages } from './support/memory-pages';
import { recorders } from './support/recorders';

/** What must not be read by customers. The words around it may be anything; these twenty are nowhere else. */
const secrets = Array.from({ length: 20 }, (_, number) => `kitchen${String.fromCharCode(97 + number)}q7`);

/** Twenty places, secrets and surroundings in any order. */
const plan = fc.record({
  order: fc.shuffledSubarray(secrets, { minLength: 20 }),
  around: fc.array(fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('<b>', '"}', '\n', ' --> ', ']]>')), {
    minLength: 4,
    maxLength: 4,
  }),
  named: fc.boolean(),
});

/** A whole incident with secrets everywhere but in what is said to customers. Answers what was published, and what we know. */
async function night(order: readonly string[], around: readonly string[], named: boolean, toCustomers: string) {
  const scene = await apiScene();
  const { store, world } = scene;
  let planted = 0;
  const secret = () => `${around[planted % 4]}${order[planted % 20]}${around[(planted++ + 1) % 4]}`;
  /** Every text in it gets one, but those by which it is known for what it is. */
  const poison = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((each) => poison(each));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poison(inner, name)]));
    const known = /^(source|detail-type|time|timestamp|value|version|account|region)$/.test(key);
    if (typeof value !== 'string' || known || (key === 'alarmName' && named)) return value;
    return `${value} ${secret()}`;
  };
  const take = async (event: object) => {
    const poisoned = poison({ ...event, [secret()]: secret() });
    const body = JSON.stringify(poisoned);
    const deps = { ...intake().deps, incidents: store, alerts: store, situations: store };
    await ingestAlerts([{ messageId: 'm1', body }], world.now, deps);
  };
  const alarm = JSON.parse(message('ALARM').body) as object;
  await take({ ...alarm, time: world.now });
  world.skip(6);
  const say = (command: string, body: object) => scene.command(command, body);
  await say('ack', { reason: secret() });
  await say('update', {
    ...{ status: 'identified', impact: secret(), actions: secret(), next: secret(), eta: secret(), note: secret() },
  });
  await say('severity', { severity: 'SEV-2', reason: secret() });
  await say('update', { public: toCustomers, note: secret() });
  const pages = new MemoryPages();
  const publish = () =>
    publishStatusPage({
      record: {
        snapshot: async () => ({
          ...{ version: world.entries.length, startedOn: '2027-07-01T00:00:00.000Z', changedAt: world.now },
          ...{ maintenances: [], settings: [] },
          notices: [...world.notices.values()].map((notice) => ({
            notice,
            updates: withEdits(world.said.get(notice.id) ?? []),
          })),
        }),
        version: async () => undefined,
        begin: async () => {},
      },
      ...{ pages, pageUrl: 'https://status.example.com', now: () => Date.parse(world.now) },
      ...{ sleep: async () => {}, log: recorders().log, count: () => undefined },
    });
  await publish();
  const before = [...pages.files.values()];
  for (const id of world.incidents.keys())
    await scene.command('resolve', { reason: secret(), public: 'Paying by card works again.' }, 'alex', id);
  world.skip(1);
  await publish();
  return {
    files: [...before, ...pages.files.values()].map((file) => JSON.stringify(file)),
    known: JSON.stringify([[...world.incidents.values()], world.entries, world.messages]),
    planted,
  };
}

const found = (text: string) => secrets.filter((secret) => text.includes(secret));

test('I8: twenty secrets in every field of events, notes and internal updates are in no public file', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async ({ order, around, named }) => {
      const { files, known, planted } = await night(order, around, named, 'We are restoring card payments.');
      expect(planted).toBeGreaterThan(20);
      expect(found(known).length).toBeGreaterThan(8);
      expect(files.length).toBeGreaterThan(60);
      const told = ['We are restoring card payments.', 'Paying by card works again.'];
      expect(told.filter((text) => !files.join().includes(text))).toEqual([]);
      expect(found(files.join())).toEqual([]);
    }),
    { numRuns: Number(process.env['KITCHEN_RUNS'] ?? 200) },
  );
}, 120_000);

test('a secret that a person tells customers is found by the very same look', async () => {
  const { files } = await night(secrets, ['', '', '', ''], true, `It was ${secrets[3]}.`);
  expect(found(files.join())).toEqual([secrets[3]]);
});
