import { emptyLedger } from '../../domain/page-ledger';
import { waitsFor } from '../../lambdas/notify-responders/page-limits';
import { World } from '../support/domain-world';
import { MemoryLedgers } from './support/memory-ledgers';
import { recorders } from './support/recorders';

test('I6: the first page about a SEV-1 waits for nobody, whichever level hears of it first; the same again does', async () => {
  const world = new World();
  const incident = world.open({ severity: 1 });
  world.skip(7);
  const sam = world.messages.filter(({ to, kind }) => to === 'sam' && kind === 'page');
  expect(sam.map(({ saying }) => saying.says)).toEqual(['escalated', 'again']);
  const ledgers = new MemoryLedgers();
  const recent = Array.from({ length: 10 }, (_, number) => ({ incidentId: 'M2PT', number, at: world.now }));
  ledgers.kept.set('sam', { ...emptyLedger, recent });
  const limits = { ledgers, log: recorders().log, sleep: async () => undefined };
  const waits = [];
  for (const page of sam) waits.push(await waitsFor(page, incident.incident, world.now, limits));
  expect(waits).toEqual([undefined, expect.objectContaining({ because: 'this person was paged often lately' })]);
});
