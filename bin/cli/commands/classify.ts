import { answer, type Command } from '../command';
import { explain } from '../explanation';
import { UsageMistake } from '../mistakes';
import { readEvent } from '../sample-events';

export const classifyCommand: Command = {
  name: 'classify',
  usage: '<file>',
  says: 'explains what an event would do, without doing it',
  about: [
    '<file> holds one event as EventBridge delivers it; the name of a sample does as well (npx tocsin alarm --list).',
  ],
  flags: {},
  mostWords: 1,
  run: async (call) => {
    const [name] = call.words;
    if (name === undefined) throw new UsageMistake('classify wants a file with an event, or the name of a sample.');
    const { event } = await readEvent(name, call.terminal.folder);
    const { api } = await call.open();
    const explanation = await api.classify(event);
    answer(call, explanation, explain(explanation, call.terminal.timeZone));
  },
};
