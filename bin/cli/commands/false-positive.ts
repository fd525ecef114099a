import type { Command } from '../command';
import { giveCommand } from '../give-command';

export const falsePositiveCommand: Command = {
  name: 'false-positive',
  usage: '[<incident>] [--undo]',
  says: 'says that nothing was wrong',
  about: [
    'It is counted against the rule that rang: npx tocsin noise. Nothing is resolved and customers read nothing of it:',
    'npx tocsin resolve --false-positive ends it as well, npx tocsin retract takes a public notice back.',
  ],
  flags: { undo: { type: 'boolean', says: 'something was wrong after all' } },
  mostWords: 1,
  run: async (call) => giveCommand(call, call.words[0], 'false-positive', { undo: call.flags['undo'] === true }),
};
