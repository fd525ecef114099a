import { text, type Command } from '../command';
import { giveCommand } from '../give-command';

export const acknowledgeCommand: Command = {
  name: 'ack',
  usage: '[<incident>] [--reason "…"]',
  says: 'says that you have it: paging stops',
  about: [
    'Nobody else is paged, until your acknowledgement lapses for want of a sign of life. Nothing is resolved or published.',
    'If somebody has it already you are told who, and nothing changes.',
  ],
  flags: { reason: { type: 'string', says: 'a note for the timeline' } },
  mostWords: 1,
  run: async (call) => giveCommand(call, call.words[0], 'ack', { reason: text(call, 'reason') }),
};
