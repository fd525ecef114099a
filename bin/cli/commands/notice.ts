import { text, written, type Command } from '../command';
import { giveCommand } from '../give-command';

export const holdCommand: Command = {
  name: 'hold',
  usage: '[<incident>] [--reason "…"]',
  says: 'keeps a notice that waits to go public back for 15 minutes',
  about: ['Twice at most; then a person is paged to decide.'],
  flags: { reason: { type: 'string', says: 'a note for the timeline' } },
  mostWords: 1,
  run: async (call) => giveCommand(call, call.words[0], 'hold', { reason: text(call, 'reason') }),
};

export const retractCommand: Command = {
  name: 'retract',
  usage: '[<incident>] --reason "…"',
  says: 'marks a public notice as posted in error',
  about: [
    'Customers read that there was no problem, and that we are sorry for the false alarm.',
    'It counts for nothing in the uptime figure, as if it had not been posted.',
    'The incident stays open: resolve it when it is over. The reason is internal.',
  ],
  flags: { reason: { type: 'string', says: 'why it was an error (internal)' } },
  mostWords: 1,
  run: async (call) =>
    giveCommand(call, call.words[0], 'retract', { reason: written(call, 'reason', 'why was the notice an error') }),
};
