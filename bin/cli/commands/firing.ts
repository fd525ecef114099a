import { field, list, text } from '../../../domain/alert-sources/fields';
import { asStateChange, firingAlarms, type FiringAlarm } from '../cloud-watch';
import { answer, type Call, type Command, type Session } from '../command';
import { callEventBridge } from '../event-bridge';
import { Refused, UsageMistake } from '../mistakes';
import { output } from '../target';
import { bothTimes } from '../times';

export const firingCommand: Command = {
  name: 'firing',
  usage: '[--open [<alarm>…] [--yes]]',
  says: 'lists the alarms of CloudWatch that fire and have no open incident',
  about: [
    'CloudWatch tells changes only: what fired before Tocsin was deployed is never told. --open takes in all of them, or those named.',
    'It looks at the account and region of the stack, and needs cloudwatch:DescribeAlarms on *.',
    '--open needs the policy in the output OperatorPolicyArn.',
    'A rule that asks for source aws.cloudwatch does not know what comes this way: it comes from tocsin.firing.',
  ],
  flags: {
    open: { type: 'boolean', says: 'open incidents for them, and page, as if they fired now' },
    yes: { type: 'boolean', says: 'do not ask first' },
  },
  mostWords: 100,
  run: async (call) => {
    const opens = call.flags['open'] === true;
    if (!opens && call.words.length > 0) throw new UsageMistake('firing takes names of alarms only with --open.');
    const session = await call.open();
    const [alarms, known] = [await firingAlarms(session.target), await firingInIncidents(session)];
    const without = alarms.filter(({ name }) => !known.has(name));
    if (opens) return openThem(call, session, without);
    const { timeZone } = call.terminal;
    const lines = without.map(
      ({ name, since, reason }) =>
        `${name}${since === undefined ? '' : `  since ${bothTimes(since, timeZone)}`}${reason === undefined ? '' : `  ${reason}`}`,
    );
    const rows = without.map(({ name, arn, since, reason }) => ({
      name,
      arn,
      since: since ?? null,
      reason: reason ?? null,
    }));
    answer(call, rows, lines.length > 0 ? lines : ['Every alarm that fires has an open incident, or none fires.']);
  },
};

/** The names of the alarms that fire in open incidents. */
async function firingInIncidents({ api }: Session): Promise<ReadonlySet<string>> {
  const open = await api.incidents({ all: false });
  const stories = await Promise.all(open.map(({ id }) => api.incident(id)));
  return new Set(
    stories.flatMap(({ incident }) =>
      (incident.alerts ?? []).flatMap(({ name, signal }) => (signal === 'firing' ? [name] : [])),
    ),
  );
}

async function openThem(call: Call, { target }: Session, alarms: readonly FiringAlarm[]): Promise<void> {
  const { words, flags, terminal } = call;
  const unknown = words.find((word) => !alarms.some(({ name }) => name === word));
  if (unknown !== undefined) throw new Refused(`${unknown} does not fire, or has an open incident: npx tocsin firing.`);
  const meant = alarms.filter(({ name }) => words.length === 0 || words.includes(name));
  const names = meant.map(({ name }) => name);
  if (meant.length === 0) throw new Refused('No alarm fires without an open incident.');
  if (flags['yes'] !== true) {
    if (!terminal.interactive) throw new Refused('Nobody can be asked here. Say --yes to open them.');
    const said = await terminal.ask(`Open ${names.join(', ')}? Whoever is on call is paged. [y/N] `);
    if (!/^y(es)?$/i.test(said.trim())) throw new Refused('Nothing was opened.');
  }
  const EventBusName = output(target, 'AlertBusName');
  for (const alarm of meant) {
    const sent = await callEventBridge(target, 'PutEvents', { Entries: [{ ...asStateChange(alarm), EventBusName }] });
    const failed = list(field(sent, 'Entries')).find((entry) => field(entry, 'ErrorCode') !== undefined);
    if (failed !== undefined)
      throw new Refused(
        `EventBridge refused ${alarm.name}: ${text(field(failed, 'ErrorMessage')) ?? 'no reason given'}`,
      );
  }
  answer(call, { sent: names }, [`Sent: ${names.join(', ')}. See: npx tocsin list`]);
}
