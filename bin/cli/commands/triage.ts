import { readSeverity, severityName } from '../../../domain/severity';
import { answer, text, written, type Call, type Command } from '../command';
import { UsageMistake } from '../mistakes';
import { bothTimes, dayIn } from '../times';
import { spokenId } from '../which-incident';

export const triageCommand: Command = {
  name: 'triage',
  usage:
    '[open <report> --severity <SEV-n> [--service <id>] | attach <report> <incident> | dismiss <report> --reason "…"]',
  says: 'lists the reports that wait for a person, or says what one is',
  about: [
    'A report pages nobody. Opened, it is an incident that a customer noticed (--internal: a colleague), and pages.',
  ],
  flags: {
    severity: { type: 'string', value: '<SEV-n>', says: 'how bad it is' },
    service: { type: 'string', value: '<id>', says: 'what fails; else the service of the part that was named' },
    internal: { type: 'boolean', says: 'a colleague noticed it, not a customer' },
    reason: { type: 'string', says: 'why it is no incident (internal)' },
  },
  mostWords: 3,
  run: async (call) => {
    const [deed, report, incident] = call.words;
    if (deed === undefined) return list(call);
    if (report === undefined) throw new UsageMistake(`triage ${deed} wants the id of a report: npx tocsin triage`);
    const body = bodyOf(call, deed, incident);
    const { api } = await call.open();
    const outcome = await api.triage(spokenId(report), deed, body);
    answer(call, outcome, (outcome.done ?? outcome.already ?? 'Done.').split('\n'));
  },
};

function bodyOf(call: Call, deed: string, incident: string | undefined): Readonly<Record<string, unknown>> {
  if (deed === 'dismiss') return { reason: written(call, 'reason', 'why is it no incident') };
  if (deed === 'attach') {
    if (incident === undefined) throw new UsageMistake('triage attach wants the report and the incident.');
    return { incident: spokenId(incident) };
  }
  if (deed !== 'open') throw new UsageMistake(`a report can be opened, attached or dismissed, not "${deed}".`);
  const severity = readSeverity(written(call, 'severity', 'how bad is it'));
  if (severity === undefined) throw new UsageMistake('a severity is SEV-1, SEV-2, SEV-3 or SEV-4.');
  return {
    severity: severityName(severity),
    service: text(call, 'service'),
    internal: call.flags['internal'] === true,
  };
}

async function list(call: Call): Promise<void> {
  const { timeZone } = call.terminal;
  const { api } = await call.open();
  const items = await api.reports();
  const lines = items.flatMap(({ id, what, component, since, contact, receivedAt, more }) => [
    `${id}  ${bothTimes(receivedAt, timeZone)}, ${dayIn(receivedAt, timeZone)}${component ? `  ${component}` : ''}`,
    `        ${what.replace(/\s+/g, ' ')}${more ? ` (and ${more} more like this)` : ''}`,
    ...(since ? [`        since ${since}`] : []),
    ...(contact ? [`        contact: ${contact}`] : []),
  ]);
  answer(call, items, lines.length > 0 ? lines : ['No report waits.']);
}
