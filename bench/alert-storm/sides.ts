import type { KnownKey } from '../../domain/alert-arrival';
import { intake, stormAlert } from '../../test/lambdas/support/intake-scene';
import { takeIn } from '../ingest-core';
import { postEach } from './sender';

/** The storm of the comparison: so many alerts, about so many things. */
export const alerts = 10_000;
export const keys = 100;

/** As `ingest-alert` is invoked: ten messages at once, ten invocations at a time. */
const [batchSize, atOnce] = [10, 10];

/** Takes a storm in, and says how many milliseconds that took. */
export type Side = (round: number) => Promise<number>;

type Scene = ReturnType<typeof intake>;
type Messages = Parameters<Scene['take']>[0];

function storm(round: number): Messages {
  return Array.from({ length: alerts }, (_, index) => stormAlert(index % keys, `${round}-${index}`));
}

async function timed(work: () => Promise<void> | void): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** Intake as a whole: everything but the calls to AWS, whose tables are in memory. `ended` is told what came of it. */
export function intakeSide(ended: (scene: Scene) => void): Side {
  return async (round) => {
    const messages = storm(round);
    const scene = intake();
    const took = await timed(() => takeAll(scene, messages));
    ended(scene);
    return took;
  };
}

/**
 * Takes messages in as the queue hands them out. `minuteOf` says when a batch arrives, in minutes after the beginning.
 * @throws Error when a message is refused
 */
export async function takeAll(scene: Scene, messages: Messages, minuteOf = (_start: number) => 0): Promise<void> {
  const batches = Array.from({ length: Math.ceil(messages.length / batchSize) }, (_, index) => index * batchSize);
  for (let start = 0; start < batches.length; start += atOnce) {
    const failed = await Promise.all(
      batches
        .slice(start, start + atOnce)
        .map((first) => scene.take(messages.slice(first, first + batchSize), minuteOf(first))),
    );
    if (failed.flat().length > 0) throw new Error(`Intake refused ${failed.flat().join(', ')}.`);
  }
}

/** The pure part alone: read, classify, key, decide what is new. */
export const coreSide: Side = async (round) => {
  const bodies = storm(round).map(({ body }) => body);
  const known = new Map<string, KnownKey>();
  return timed(() => bodies.forEach((body) => takeIn(body, known)));
};

/** Alertmanager's intake: what it answers with 200 it has stored and grouped. */
export function alertmanagerSide(url: string): Side {
  return async (round) => {
    const bodies = Array.from({ length: alerts }, (_, index) =>
      JSON.stringify([
        {
          labels: {
            alertname: `errors-of-${index % keys}`,
            service: `service-${index % keys}`,
            severity: 'critical',
            round: `${round}`,
          },
          annotations: { summary: 'Threshold crossed: 1 datapoint was greater than the threshold (25.0).' },
        },
      ]),
    );
    return timed(() => postEach(url, bodies));
  };
}
