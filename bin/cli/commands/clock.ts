import { clockTimeWithZone } from '../../../domain/zoned-time';
import { answer, type Command, type LocalSession } from '../command';
import { readDuration } from '../duration';
import { happeningLines } from '../happening-lines';
import { rowForMachines } from '../incident-shapes';
import { aheadOf, dayIn } from '../times';
import { happenedSince, look } from '../watch';

export const clockCommand: Command = {
  name: 'clock',
  usage: '[+5m]',
  says: 'tells the time of the local stack, or skips ahead',
  about: [
    'Skipping ahead (+5m, +1h30m) runs all that falls due on the way, in its order, and tells what happened.',
    'The clock never runs back, not even after a restart. It acts on a local stack only.',
  ],
  flags: {},
  mostWords: 1,
  run: async (call) => {
    const [typed] = call.words;
    const length = typed === undefined ? undefined : readDuration(typed);
    const session = await call.openLocal();
    const { timeZone } = call.terminal;
    if (length === undefined) {
      const now = await session.stack.now();
      return answer(call, { now: now.toISOString() }, [`It is ${dayAndTime(now, timeZone)}.`]);
    }
    const { now, happenings, messages } = await skipAhead(session, length);
    const lines = happeningLines(happenings, messages, timeZone);
    const incidents = happenings.map(({ story }) => rowForMachines(story.incident));
    answer(call, { now: now.toISOString(), incidents, messages }, [
      ...(lines.length > 0 ? lines : ['Nothing fell due.']),
      `Now it is ${dayAndTime(now, timeZone)}.`,
    ]);
  },
};

/** Skips ahead, and looks at what changed on the way. */
async function skipAhead({ stack, api }: LocalSession, length: number) {
  const [before, sent] = await Promise.all([look(api), stack.messages()]);
  const now = await stack.skipAhead(length);
  const [happenings, messages] = await Promise.all([happenedSince(api, before), stack.messages()]);
  const known = new Set(sent.map(({ id }) => id));
  return { now, happenings, messages: messages.filter(({ id }) => !known.has(id)) };
}

function dayAndTime(now: Date, timeZone: string): string {
  const at = now.toISOString();
  return `${clockTimeWithZone(at, timeZone)}, ${dayIn(at, timeZone)}${aheadOf(now, new Date())}`;
}
