import { written, type Command } from '../command';
import { giveCommand } from '../give-command';

export const noteCommand: Command = {
  name: 'note',
  usage: '[<incident>] --text "…"',
  says: 'writes something into the timeline',
  about: [
    'Internal, 500 characters. A sign of life: your acknowledgement does not lapse. After the end it works, too.',
  ],
  flags: { text: { type: 'string', says: 'what the team should know' } },
  mostWords: 1,
  run: async (call) =>
    giveCommand(call, call.words[0], 'note', { text: written(call, 'text', 'what should be noted') }),
};
