import { hour, plus } from '../../domain/instant';
import type { ShiftWatch } from '../../domain/shift-watch';
import { tellOnCall } from '../../lambdas/notify-responders/tell-on-call';
import { shiftKeeper } from '../../lambdas/audit-promises/shift-keeper';
import { configuration } from '../../config';
import type { OutgoingMessage } from '../../lambdas/ports';
import type { Situation } from '../../domain/situation';
import { acknowledge } from '../../domain/commands';
import { World } from '../support/domain-world';
import { MemoryLedgers } from './support/memory-ledgers';
import { recorders } from './support/recorders';

const handOff = '2026-11-23T08:00:00.000Z';

function scene(given: Partial<Situation> = {}) {
  const world = new World();
  let now = plus(handOff, -hour);
  let kept: (ShiftWatch & { readonly lookAt: string }) | undefined;
  const sent: OutgoingMessage[] = [];
  const { log, codes } = recorders();
  const shifts = {
    watch: async () => kept,
    keep: async (watch: ShiftWatch, lookAt: string) => {
      if ((kept?.version ?? 0) !== watch.version) return false;
      kept = { ...watch, version: watch.version + 1, lookAt };
      return true;
    },
  };
  const situation: Situation = { services: new Map(), silences: [], maintenances: [], overrides: [], ...given };
  const situations = { now: async () => situation };
  const ledgers = new MemoryLedgers();
  const deps = {
    ...{ shifts, situations, ledgers, log, now: () => Date.parse(now) },
    incidents: { list: async () => [...world.incidents.values()] },
    notifier: { send: async (outgoing: OutgoingMessage) => void sent.push(outgoing) },
  };
  return {
    ...{ world, sent, codes, deps, situation },
    kept: () => kept,
    at: (moment: string) => (now = moment),
    begin: () => shiftKeeper({ configuration, shifts, situations }).begin(now),
    tell: () => tellOnCall(deps),
  };
}

test('M86 M89: at the hand-off each person gets one mail: what they find, what they leave behind, and how to say how it was', async () => {
  const by = { id: 'alex', name: 'Alex' };
  const silence = {
    id: 's1',
    matches: { name: 'db-*' },
    from: handOff,
    until: plus(handOff, hour),
    reason: 'noisy',
    by,
  };
  const { world, sent, codes, begin, at, tell, kept } = scene({ silences: [silence] });
  world.open({ severity: 2 }).command('alex', acknowledge);
  await begin();
  expect(kept()?.lookAt).toBe(handOff);
  await tell();
  expect(sent).toEqual([]);
  at(handOff);
  await tell();
  await tell();
  expect(sent.map(({ message, subject }) => `${message.to} ${message.channels.join()} ${subject}`)).toEqual([
    'sam email You are on call: Data, second',
    'alex email You are on call: Data',
  ]);
  expect(codes()).toEqual(['T151']);
  expect(sent[1]!.email.split('\n')).toEqual([
    'You have Data now after Sam, until Mon 30 November, 09:00 CET.',
    'Your shift in Data, second is over: Sam has it now.',
    '',
    'Thank you. How was it, from 1 (hard) to 5 (easy), and what should change?',
    'npx tocsin on-call feedback --rotation data-second --score 1-5 --note "..."',
    '',
    'Open now:',
    expect.stringMatching(/^ {2}K7MQ {2}SEV-2 .*, investigating since .*, Alex has it$/),
    'Silenced now:',
    '  alarms named "db-*" until Mon 23 November, 10:00 CET (Alex: noisy)',
    'No maintenance is planned for the next 7 days.',
    'Who is called:',
    '  data: level 1 you, level 2 Sam, level 3 Kim',
    '',
    'Do not use the unsubscribe link below: it stops your pages.',
  ]);
});

test('F2: a run that dies on the way is followed by one that tells all of them: twice is a nuisance, never is worse', async () => {
  const { sent, begin, at, tell, deps } = scene();
  await begin();
  at(handOff);
  const dying = { send: async (outgoing: OutgoingMessage) => (sent.push(outgoing), Promise.reject(new Error('died'))) };
  await expect(tellOnCall({ ...deps, notifier: dying })).rejects.toThrow('died');
  expect(sent).toHaveLength(1);
  await tell();
  expect(sent).toHaveLength(3);
});

test('without rotations nothing is looked at; a container that finds everything known leaves it alone', async () => {
  const { begin, kept, deps } = scene();
  await begin();
  await begin();
  expect(kept()?.version).toBe(1);
  const refused = { watch: () => Promise.reject(new Error('never asked')), keep: deps.shifts.keep };
  const { onCall: _gone, ...without } = configuration;
  await shiftKeeper({ configuration: without, shifts: refused, situations: deps.situations }).begin(handOff);
});
