import { text, type Command } from '../command';
import { giveCommand } from '../give-command';

export const unackCommand: Command = {
  name: 'unack',
  usage: '[<incident>] [--reason "…"]',
  says: 'gives it back: people are paged at once',
  about: [
    'Paging begins anew with the lowest level that has somebody besides you. To take it back from somebody else, say why.',
    'When everything is OK already, nobody is paged; whoever was paged is told.',
  ],
  flags: { reason: { type: 'string', says: 'why (internal)' } },
  mostWords: 1,
  run: async (call) => giveCommand(call, call.words[0], 'unack', { reason: text(call, 'reason') }),
};

export const declineCommand: Command = {
  name: 'decline',
  usage: '[<incident>] [--reason "…"]',
  says: 'says that you cannot come: the next level is paged at once',
  about: [
    'For whoever is being paged. You are not paged again, but when everybody is, until the paging begins anew.',
    'On the last level everybody else is paged. You can still acknowledge.',
  ],
  flags: { reason: { type: 'string', says: 'why (internal)' } },
  mostWords: 1,
  run: async (call) => giveCommand(call, call.words[0], 'decline', { reason: text(call, 'reason') }),
};

export const escalateCommand: Command = {
  name: 'escalate',
  usage: '[<incident>] [--reason "…"]',
  says: 'calls the next level too',
  about: [
    'Whoever has it keeps it: the next level that was not paged yet is asked to come, by all channels.',
    'While nobody has it, that level is paged as if its time had come.',
  ],
  flags: { reason: { type: 'string', says: 'what they are needed for; they read it (500 characters)' } },
  mostWords: 1,
  run: async (call) => giveCommand(call, call.words[0], 'escalate', { reason: text(call, 'reason') }),
};
