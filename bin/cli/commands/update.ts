import { clockTimeWithZone } from '../../../domain/zoned-time';
import { text, type Call, type Command } from '../command';
import { aboutConfirming, confirmPublic, yesFlag } from '../confirm';
import { readDuration } from '../duration';
import { editUpdate } from '../edit-update';
import { giveCommand } from '../give-command';
import { UsageMistake } from '../mistakes';
import { didYouMean } from '../../../domain/nearest';

const statuses = ['investigating', 'identified', 'monitoring'];
const internal = ['status', 'impact', 'actions', 'next', 'eta', 'note'];

export const updateCommand: Command = {
  name: 'update',
  usage: '[<incident>] [--status …] [--impact …] [--actions …] [--next …] [--public "…" [--next-in 30m | --edit <n>]]',
  says: 'posts an update: internal, and public only with --public',
  about: [
    'Any update is a sign of life: your acknowledgement does not lapse.',
    'An edited update says when it was edited, and keeps its first wording where customers can read it.',
    ...aboutConfirming,
  ],
  flags: {
    status: { type: 'string', value: '…', says: `${statuses.join(', ')} (for "resolved" there is resolve)` },
    impact: { type: 'string', says: 'who is hit, and how' },
    actions: { type: 'string', says: 'what is being done' },
    next: { type: 'string', says: 'the next step' },
    eta: { type: 'string', says: 'when it may be over' },
    note: { type: 'string', says: 'anything else for the timeline' },
    public: { type: 'string', says: 'what customers read, word by word' },
    'next-in': { type: 'string', value: '30m', says: 'when customers hear of us next; else as the severity says' },
    edit: {
      type: 'string',
      value: '<n>',
      says: 'words update n for customers anew, as show numbers them, with --public',
    },
    component: { type: 'string', value: '<id>', says: 'the public component, where the service does not say it' },
    ...yesFlag,
  },
  mostWords: 1,
  run: async (call) => {
    if (text(call, 'edit') !== undefined) return editUpdate(call);
    const said = Object.fromEntries(internal.map((flag) => [flag, text(call, flag)]));
    const [forCustomers, component, nextIn] = [text(call, 'public'), text(call, 'component'), nextInOf(call)];
    checkStatus(said['status']);
    if (forCustomers === undefined && (nextIn !== undefined || component !== undefined))
      throw new UsageMistake(`${nextIn === undefined ? '--component' : '--next-in'} goes with --public "…".`);
    if (forCustomers?.trim() === '') throw new UsageMistake('--public is empty: write what customers shall read.');
    if ([...Object.values(said), forCustomers].every((value) => value === undefined))
      throw new UsageMistake(
        'an update says something: --status, --impact, --actions, --next, --eta, --note or --public.',
      );
    if (forCustomers !== undefined) await confirmPublic(call, preview(call, forCustomers, said['status'], nextIn));
    await giveCommand(call, call.words[0], 'update', { ...said, public: forCustomers, nextIn, component });
  },
};

function checkStatus(status: string | undefined): void {
  if (status === undefined || statuses.includes(status)) return;
  if (status === 'resolved')
    throw new UsageMistake('an update does not resolve: npx tocsin resolve --reason "…" [--public "…"]');
  throw new UsageMistake(`"${status}" is no status: ${statuses.join(', ')}.${didYouMean(status, statuses)}`);
}

function nextInOf(call: Call): number | undefined {
  const typed = text(call, 'next-in');
  return typed === undefined ? undefined : readDuration(typed);
}

function preview(call: Call, said: string, status: string | undefined, nextIn: number | undefined): string[] {
  const at = nextIn === undefined ? undefined : new Date(Date.now() + nextIn).toISOString();
  return [
    ...(status === undefined ? [] : [status[0]!.toUpperCase() + status.slice(1)]),
    said,
    at === undefined
      ? 'Next update: as the severity says.'
      : `Next update by ${clockTimeWithZone(at, call.terminal.timeZone)}.`,
  ];
}
