import { acknowledge } from '../../domain/commands';
import { instant, minute } from '../../domain/instant';
import { readLinkToken } from '../../lambdas/link-token';
import { notifyResponders } from '../../lambdas/notify-responders/notify-responders';
import { sendBundle } from '../../lambdas/notify-responders/send-bundle';
import { World } from '../support/domain-world';
import { MemoryLedgers } from './support/memory-ledgers';
import { MemoryOutbox, memoryKeys } from './support/memory-outbox';
import { recorders } from './support/recorders';

/** Twelve SEV-2 incidents at one moment: ten pages leave, two wait. */
async function storm() {
  const world = new World();
  const ids = Array.from({ length: 12 }, (_, index) => `S${String(index).padStart(3, '0')}`);
  const scenes = ids.map((id) => world.open({ id, severity: 2 }));
  const outbox = new MemoryOutbox(world);
  const ledgers = new MemoryLedgers();
  const linkKeys = memoryKeys();
  const { log, codes } = recorders();
  const deps = {
    ...{ outbox, ledgers, linkKeys, log, notifier: outbox, sleep: outbox.sleep },
    changes: { between: async () => [] },
    apiUrl: 'https://api.example.com',
    now: () => outbox.time,
  };
  for (const incidentId of ids)
    await notifyResponders({ incidentId, numbers: [1] }, { ...deps, holder: `run ${incidentId}` });
  const bundle = () => sendBundle('alex', deps);
  return { world, scenes, outbox, ledgers, linkKeys, codes, bundle };
}

test('I6: what is above the limit leaves a minute later, as one message that names each with its link', async () => {
  const { outbox, ledgers, linkKeys, bundle } = await storm();
  expect(outbox.delivered).toHaveLength(10);
  expect([...outbox.postponements.keys()]).toEqual(['S010 1', 'S011 1']);
  await bundle();
  expect(outbox.delivered).toHaveLength(10);
  outbox.time += minute;
  await bundle();
  await bundle();
  expect(outbox.delivered).toHaveLength(11);
  const sent = outbox.delivered[10]!;
  expect(sent.subject).toBe('2 more pages: S010 S011');
  expect(sent.sms).toMatch(/^2 more pages\. ACK each: S010 S011\nhttps:\/\/api\.example\.com\/a\/\S{28}$/);
  const tokens = [...sent.email.matchAll(/\/a\/(\S{28})$/gm)].map(([, token]) => token!);
  expect(await Promise.all(tokens.map((token) => readLinkToken(token, linkKeys)))).toEqual([
    { incidentId: 'S010', number: 1 },
    { incidentId: 'S011', number: 1 },
  ]);
  expect(outbox.marks.get('S011 1')?.sentAt).toBe(instant(outbox.time));
  expect(ledgers.kept.get('alex')?.waiting).toEqual([]);
});

test('what somebody acknowledged meanwhile is not named, and when nothing is left nothing is sent', async () => {
  const { scenes, outbox, bundle } = await storm();
  scenes[10]!.command('alex', acknowledge);
  outbox.time += minute;
  await bundle();
  expect(outbox.delivered[10]?.subject).toBe('1 more page: S011');
  expect(outbox.marks.get('S010 1')?.why).toBe('somebody has acknowledged');
});

test('F2: a bundle that died after sending comes again: twice is a nuisance, lost is an outage', async () => {
  const { outbox, ledgers, bundle } = await storm();
  outbox.time += minute;
  const bundled = outbox.bundled.bind(outbox);
  outbox.bundled = () => Promise.reject(new Error('the function died'));
  await expect(bundle()).rejects.toThrow('died');
  outbox.bundled = bundled;
  await bundle();
  expect(outbox.delivered).toHaveLength(11);
  outbox.time += 2 * minute;
  await bundle();
  expect(outbox.delivered).toHaveLength(12);
  expect(ledgers.kept.get('alex')?.waiting).toEqual([]);
});

test('F1: a ledger that cannot be read keeps no page back', async () => {
  const { outbox, ledgers, codes } = await storm();
  ledgers.pause = () => Promise.reject(new Error('throttled'));
  const world = outbox.world;
  world.open({ id: 'LATE', severity: 2 });
  const { log } = recorders();
  await notifyResponders(
    { incidentId: 'LATE', numbers: [1] },
    {
      ...{ outbox, ledgers, linkKeys: memoryKeys(), log, notifier: outbox, sleep: outbox.sleep, holder: 'late' },
      changes: { between: async () => [] },
      apiUrl: 'https://api.example.com',
      now: () => outbox.time,
    },
  );
  expect(outbox.delivered.at(-1)?.message.incidentId).toBe('LATE');
  expect(codes()).toContain('T305');
});
