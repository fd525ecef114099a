import { randomUUID } from 'node:crypto';
import { readSeverity, severityName } from '../../../domain/severity';
import { answer, text, written, type Command } from '../command';
import { UsageMistake } from '../mistakes';
import { toldIn } from '../times';

export const declareCommand: Command = {
  name: 'declare',
  usage: '"<title>" --severity <SEV-n> [--service <id>] [--summary "…"] [--type …] [--started 14:02] [--customer]',
  says: 'opens an incident that no alarm has opened',
  about: [
    'It pages at once, as its severity and the service say. No alarm ever closes it: resolve it when it is over.',
    'The title stands in the pages; customers read nothing of it.',
  ],
  flags: {
    severity: { type: 'string', value: '<SEV-n>', says: 'how bad it is: SEV-1, SEV-2, SEV-3 or SEV-4' },
    service: { type: 'string', value: '<id>', says: "what fails; its people are paged, else the default policy's" },
    summary: { type: 'string', says: 'what is wrong, in one sentence for whoever is paged' },
    type: {
      type: 'string',
      value: '…',
      says: 'the type of incident: security, or another that config/ knows; else availability',
    },
    started: { type: 'string', value: '14:02', says: 'when it began: a time of your clock that has passed' },
    customer: { type: 'boolean', says: 'a customer noticed it, not we' },
  },
  mostWords: 1,
  run: async (call) => {
    const title = call.words[0]?.trim();
    if (!title) throw new UsageMistake('declare wants a title: npx tocsin declare "Nobody can pay" --severity SEV-1');
    const typed = written(call, 'severity', 'how bad is it');
    const severity = readSeverity(typed);
    if (severity === undefined) throw new UsageMistake(`"${typed}" is no severity: SEV-1, SEV-2, SEV-3 or SEV-4.`);
    const { api } = await call.open();
    const outcome = await api.declare({
      title,
      severity: severityName(severity),
      service: text(call, 'service'),
      summary: text(call, 'summary'),
      type: text(call, 'type'),
      startedAt: text(call, 'started'),
      timeZone: call.terminal.timeZone,
      customer: call.flags['customer'] === true,
      idempotencyKey: randomUUID(),
    });
    const { incident } = outcome;
    const told = toldIn(call.terminal.timeZone, outcome.done ?? outcome.already ?? 'Done.', incident.openedAt);
    answer(call, outcome, told.split('\n'));
  },
};
