import { type Call, type Command, type LocalSession } from '../command';
import { rowForMachines } from '../incident-shapes';
import { Narrator } from '../narrator';
import {
  acknowledgeByLink,
  beginFresh,
  itIsWell,
  nobodyAnswers,
  resolveIt,
  ringTheAlarm,
  tellCustomers,
} from '../demo-scenes';

export const demoCommand: Command = {
  name: 'demo',
  usage: '[--fast]',
  says: 'plays a whole incident in about a minute',
  about: [
    'An alarm, the pages, the notice, an acknowledgement through the link in the outbox, a public update, the resolve:',
    'every step is a real one on the local stack, and every link works. It skips the clock ahead by some twenty minutes.',
  ],
  flags: { fast: { type: 'boolean', says: 'without waiting between the lines' } },
  mostWords: 0,
  run: async (call) => {
    const session = await call.openLocal();
    const narrator = new Narrator(narration(call), call.terminal, call.flags['fast'] === true ? 0 : 1_500);
    const id = await play(session, narrator);
    const { incident } = await session.api.incident(id);
    if (call.json) call.terminal.out(JSON.stringify({ incident: rowForMachines(incident) }));
  },
};

/** Machines get the outcome on stdout; then the story goes to stderr. */
function narration({ json, terminal }: Call): (line: string) => void {
  return json ? terminal.err : terminal.out;
}

async function play(session: LocalSession, narrator: Narrator): Promise<string> {
  await beginFresh(session, narrator);
  const id = await ringTheAlarm(session, narrator);
  const page = await nobodyAnswers(session, narrator, id);
  await acknowledgeByLink(session, narrator, id, page);
  await tellCustomers(session, narrator, id);
  await itIsWell(session, narrator, id);
  await resolveIt(session, narrator, id);
  return id;
}
