import { readSeverity, severityName } from '../../../domain/severity';
import { written, type Command } from '../command';
import { giveCommand } from '../give-command';
import { UsageMistake } from '../mistakes';

export const severityCommand: Command = {
  name: 'severity',
  usage: '[<incident>] <SEV-n> --reason "…"',
  says: 'says how bad it is',
  about: [
    'SEV-1 complete outage or critical breach, SEV-2 major function degraded, SEV-3 minor function, SEV-4 minimal.',
    'Raising it plans the paging anew at once. Below SEV-2 nothing goes public by itself: a waiting notice is taken back.',
  ],
  flags: { reason: { type: 'string', says: 'why (internal)' } },
  mostWords: 2,
  run: async (call) => {
    const words = [...call.words];
    const typed = words.pop();
    const severity = readSeverity(typed);
    if (severity === undefined)
      throw new UsageMistake(`"${typed ?? ''}" is no severity: SEV-1, SEV-2, SEV-3 or SEV-4.`);
    const reason = written(call, 'reason', 'why is it that bad');
    await giveCommand(call, words[0], 'severity', { severity: severityName(severity), reason });
  },
};
