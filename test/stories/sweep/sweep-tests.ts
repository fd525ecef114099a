import type { CanonicalStory } from './canonical-stories';
import { kindsOfAll, nameOf, type Pick, type SweepKind } from './fault-plan';
import { violations } from './invariants';
import { sweep, tellWith, type Told } from './sweep';

/** `TOCSIN_SWEEP=all` strikes every single call of every story, in every kind: hours, not minutes. */
const everything = process.env['TOCSIN_SWEEP'] === 'all';
const timeout = everything ? 24 * 3_600_000 : 300_000;

/**
 * The tests of one story: it holds without a fault, and with each of the calls that `plan` picks going wrong, one at a time. The
 * calls come from the run without faults, so that a new one is swept on the day it is written.
 * @param fewest how many calls the story makes at least: a sweep that found none would prove nothing
 */
export function describeSweep(canonical: CanonicalStory, fewest: number, plan: Partial<Record<SweepKind, Pick>>): void {
  describe(canonical.name, () => {
    let clean: Told;
    beforeAll(async () => void (clean = await tellWith(canonical, [])), 60_000);

    test('every invariant holds when nothing fails', () => {
      expect(violations(clean.world, clean.world)).toEqual([]);
      expect(clean.sites.length).toBeGreaterThan(fewest);
    });

    test.each(everything ? kindsOfAll : (Object.keys(plan) as SweepKind[]))(
      'F1 F2: one call at a time goes wrong: %s',
      async (kind) => {
        const strikes = (everything ? [...clean.sites] : plan[kind]!(clean.sites)).map((site) => ({ site, kind }));
        const started = performance.now();
        const broken = await sweep(canonical, clean, strikes);
        const names = new Set(clean.sites.map(nameOf)).size;
        process.stdout.write(
          `fault sweep: ${kind}, ${strikes.length} runs (${clean.sites.length} calls, ${names} different), ` +
            `${broken.length} broken, ${Math.round((performance.now() - started) / 1_000)} s: ${canonical.name}\n`,
        );
        expect(strikes.length).toBeGreaterThan(0);
        expect(broken).toEqual([]);
      },
      timeout,
    );
  });
}
