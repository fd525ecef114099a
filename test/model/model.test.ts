import fc from 'fast-check';
import { Story } from '../support/story';
import { commands } from './commands';
import { Reference } from './reference';

const runs = Number(process.env['MODEL_RUNS'] ?? 8);
const seed = Number(process.env['MODEL_SEED'] ?? 20261121);

/** `MODEL_RUNS=500 MODEL_SEED=7 npx jest test/model` tells others, and more; `MODEL_PATH` is what a failure prints as `path`. */
test(`whoever the reference model says is paged is paged, ${runs} histories of seed ${seed}`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.commands(commands, { maxCommands: 25, size: 'max', replayPath: process.env['MODEL_REPLAY'] }),
      async (history) => {
        const story = await Story.begin();
        try {
          const real = { story, incident: undefined, seen: new Set<string>() };
          await fc.asyncModelRun(() => ({ model: new Reference(), real }), history);
          expect(story.stack.denied()).toEqual([]);
        } finally {
          await story.stack.stop();
        }
      },
    ),
    { numRuns: runs, seed, path: process.env['MODEL_PATH'], endOnFailure: process.env['MODEL_SHRINK'] === undefined },
  );
}, 3_600_000);
