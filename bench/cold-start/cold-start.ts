import { atMost, type Figure, type Row } from '../figure';
import { median } from '../timing';
import { FreshProcesses } from './fresh-process';
import { peerOf } from './peer';
import { recordFirstCalls, type Recording } from './recording';
import { Replay } from './replay';

/** Odd, so that the median was measured. */
const rounds = 15;

/**
 * What a responder waits for after a quiet week: load and first call of each handler in a fresh process, in processor
 * time, as a ratio to the same SDK clients making the same calls alone. Both take turns in one run; AWS is replayed, so it
 * costs neither anything.
 */
export const coldStart: Figure = {
  name: 'cold-start',
  measure: async () => {
    const processes = new FreshProcesses();
    const recordings = await recordFirstCalls(processes);
    const replay = new Replay();
    const endpoint = await replay.start();
    const contests = recordings.map((recording) => contest(recording, processes));
    try {
      for (let round = -1; round < rounds; round++) {
        for (const { recording, sides } of contests) {
          const order = round % 2 === 0 ? sides : [...sides].reverse();
          for (const { start, times } of order) {
            replay.rewind(recording.exchanges);
            const { milliseconds } = await processes.run(start, endpoint);
            // The first round only warms the disk's cache.
            if (round >= 0) times.push(milliseconds);
          }
        }
      }
    } finally {
      replay.stop();
    }
    return contests.map(judged);
  },
};

interface Side {
  readonly start: Recording;
  readonly times: number[];
}

interface Contest {
  readonly recording: Recording;
  readonly sides: readonly [handler: Side, peer: Side];
}

function contest(recording: Recording, processes: FreshProcesses): Contest {
  const bundle = processes.file(`peer-of-${recording.handler.name}.js`, peerOf(recording.handler, recording.exchanges));
  return {
    recording,
    sides: [
      { start: recording, times: [] },
      { start: { ...recording, bundle }, times: [] },
    ],
  };
}

function judged({ recording, sides: [handler, peer] }: Contest): Row {
  // Each round's ratio, so that what slowed a round down slowed both.
  const ratio = median(handler.times.map((time, round) => time / peer.times[round]!));
  const [own, alone] = [median(handler.times), median(peer.times)].map((time) => time.toFixed(0));
  const { length } = recording.exchanges;
  const what = `cold start of ${recording.handler.name}: ${own} ms, ${alone} ms alone (${length} ${length === 1 ? 'call' : 'calls'})`;
  return atMost(what, ratio, 1.15, '×', 2);
}
