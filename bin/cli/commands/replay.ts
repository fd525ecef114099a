import { readInstant } from '../../../domain/instant';
import { lastAt } from '../../../domain/past-time';
import { answer, written, type Call, type Command } from '../command';
import { callEventBridge } from '../event-bridge';
import { Refused, UsageMistake } from '../mistakes';
import { output } from '../target';
import { bothTimes, dayIn } from '../times';

export const replayCommand: Command = {
  name: 'replay',
  usage: '--from 14:02 --to 14:30 [--yes]',
  says: 'feeds in again what came in a window of time, from the archives',
  about: [
    'What Tocsin knows changes nothing when it comes again. What never came in opens incidents and pages, as it would have then.',
    'Times are of your clock and have passed, or like 2027-03-03T02:02:41Z. The archives keep 30 days, and take up to ten minutes',
    'to have all of them. What came by the alarm topic is in no archive. It needs the policy in the output OperatorPolicyArn.',
  ],
  flags: {
    from: { type: 'string', value: '14:02', says: 'where the window begins, by the times of the events' },
    to: { type: 'string', value: '14:30', says: 'where it ends' },
    yes: { type: 'boolean', says: 'do not ask first' },
  },
  mostWords: 0,
  run: async (call) => {
    const { timeZone } = call.terminal;
    const [from, to] = [momentOf(call, 'from'), momentOf(call, 'to')];
    if (from >= to) throw new UsageMistake(`--from ${from} is not before --to ${to}.`);
    const { target } = await call.open();
    const window = `${dayIn(from, timeZone)} ${bothTimes(from, timeZone)} to ${dayIn(to, timeZone)} ${bothTimes(to, timeZone)}`;
    await confirm(call, window);
    const replays: { name: string; archive: string }[] = [];
    for (const [kind, known] of Object.entries(archives)) {
      const [archive, bus, ...rules] = output(target, known).split(' ');
      const name = `tocsin-${kind}-${Date.now()}`;
      await callEventBridge(target, 'StartReplay', {
        ReplayName: name,
        EventSourceArn: archive,
        EventStartTime: Date.parse(from) / 1_000,
        EventEndTime: Date.parse(to) / 1_000,
        Destination: { Arn: bus, FilterArns: rules },
      });
      replays.push({ name, archive: archive! });
    }
    answer(call, { from, to, replays }, [
      `Replaying ${window}, from both archives: ${replays.map(({ name }) => name).join(', ')}.`,
      'What was lost opens as it comes: npx tocsin list.',
    ]);
  },
};

/** The outputs that name an archive, its bus and its rules. */
const archives = { 'alert-bus': 'AlertBusReplay', account: 'AccountReplay' } as const;

async function confirm({ flags, terminal }: Call, window: string): Promise<void> {
  if (flags['yes'] === true) return;
  if (!terminal.interactive) throw new Refused('Nobody can be asked here. Say --yes to replay.');
  const said = await terminal.ask(`Replay ${window}? What was lost will page. [y/N] `);
  if (!/^y(es)?$/i.test(said.trim())) throw new Refused('Nothing was replayed.');
}

function momentOf(call: Call, flag: 'from' | 'to'): string {
  const said = written(call, flag, 'which window');
  const { timeZone } = call.terminal;
  const at = /^\d\d:\d\d$/.test(said) ? lastAt(said, timeZone, new Date().toISOString()) : readInstant(said);
  if (at === undefined)
    throw new UsageMistake(`--${flag} ${said}: a time like 14:02 or 2027-03-03T02:02:41Z is wanted.`);
  return at;
}
