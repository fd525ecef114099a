import fc from 'fast-check';
import { acknowledge, type CommandContext, type Decision } from '../../domain/commands';
import { decline } from '../../domain/decline';
import { unacknowledge } from '../../domain/give-back';
import { instant, plus } from '../../domain/instant';
import { resolve } from '../../domain/public-commands';
import { escalateIncident } from '../../lambdas/escalate-incident/escalate-incident';
import { isChange } from '../../domain/commands';
import { MemoryStore } from '../lambdas/support/memory-store';
import { differsFromTimeline } from '../sweep/step-invariants';
import { entryItem, incidentItem } from '../../lambdas/adapters/incident-items';

const people = ['alex', 'sam', 'kim'] as const;

const acts = {
  acknowledge,
  decline: (context: CommandContext) => decline(context),
  'give back': (context: CommandContext) => unacknowledge(context, 'not mine'),
  resolve: (context: CommandContext) => resolve(context, { reason: 'done' }),
} satisfies Record<string, (context: CommandContext) => Decision>;

/** One request that races: a person's, or the clock's. */
const request = fc.oneof(
  fc.record({ by: fc.constantFrom(...people), act: fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])) }),
  fc.constant('clock' as const),
);

/** A person's command as the responder API carries it out: read, decide, write, and again after a lost race. */
async function carryOut(store: MemoryStore, by: string, decide: (context: CommandContext) => Decision): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const known = await store.inContext('K7MQ');
    const decision = decide({ ...known!, moment: store.world.moment, by: { id: by, name: by } });
    if (!isChange(decision) || (await store.commit(decision)) === 'written') return;
  }
  throw new Error('A race was lost twenty times.');
}

test('I3 I4 I9: whatever requests cross, each write knows the one before, and nobody is paged while somebody has it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(request, { minLength: 2, maxLength: 6 }),
      fc.constantFrom(0, 2, 5, 10),
      async (scheduler, requests, minutes) => {
        const store = new MemoryStore();
        const scene = store.world.open();
        store.world.now = instant(Date.parse(plus(store.world.now, minutes * 60_000)));
        store.pause = () => scheduler.schedule(Promise.resolve());
        const commit = store.commit.bind(store);
        store.commit = async (change, alerts) => {
          const result = await commit(change, alerts);
          const pages = change.messages.filter(({ kind }) => kind === 'page');
          const { acknowledgement, status } = change.incident;
          if (result === 'written' && pages.length > 0) {
            expect(acknowledgement).toBeUndefined();
            expect(status).not.toBe('resolved');
          }
          return result;
        };
        const deps = { incidents: store, situations: store, now: () => store.world.now, log: () => undefined };
        const clock = { incidentId: scene.id, generation: 1, cycle: 1 };
        const all = requests.map((one) =>
          one === 'clock' ? escalateIncident(clock, deps) : carryOut(store, one.by, acts[one.act]),
        );
        await scheduler.waitFor(Promise.all(all));
        const { entryCount, messageCount } = scene.incident;
        const items = [
          incidentItem(scene.incident),
          ...store.world.entries.map((entry) => entryItem(entry.incidentId, entry)),
        ];
        expect(differsFromTimeline(items)).toEqual([]);
        expect(scene.timeline.map(({ seq }) => seq)).toEqual(Array.from({ length: entryCount }, (_, at) => at + 1));
        expect(store.world.messages).toHaveLength(messageCount);
      },
    ),
    { numRuns: Number(process.env['RACES'] ?? 300), seed: Number(process.env['MODEL_SEED'] ?? 20261121) },
  );
}, 600_000);
