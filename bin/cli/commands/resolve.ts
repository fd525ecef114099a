import { text, written, type Command } from '../command';
import { aboutConfirming, confirmPublic, yesFlag } from '../confirm';
import { giveCommand } from '../give-command';
import { UsageMistake } from '../mistakes';

export const resolveCommand: Command = {
  name: 'resolve',
  usage: '[<incident>] --reason "…" [--public "…" [--cause "…"]] [--false-positive]',
  says: 'says that it is over',
  about: ['Where customers read a notice, --public says what works again; it is required then.', ...aboutConfirming],
  flags: {
    reason: { type: 'string', says: 'why it is over (internal)' },
    public: { type: 'string', says: 'what customers can do again: "Paying by card works again."' },
    cause: { type: 'string', says: 'for customers, in one plain sentence: what it was' },
    'false-positive': { type: 'boolean', says: 'nothing was wrong: it is counted as a false alarm' },
    ...yesFlag,
  },
  mostWords: 1,
  run: async (call) => {
    const reason = written(call, 'reason', 'why is it over');
    const [forCustomers, cause] = [text(call, 'public'), text(call, 'cause')];
    if (cause !== undefined && forCustomers === undefined)
      throw new UsageMistake('--cause is for customers: it goes with --public "…", what works again.');
    if (forCustomers !== undefined)
      await confirmPublic(call, ['Resolved', forCustomers, cause ?? 'We do not yet know the cause.']);
    await giveCommand(call, call.words[0], 'resolve', {
      reason,
      public: forCustomers,
      cause,
      ...(call.flags['false-positive'] === true ? { falsePositive: true } : {}),
    });
  },
};
