import { emptyLedger } from '../../domain/page-ledger';
import { instant, plus } from '../../domain/instant';
import type { PageLoad } from '../../domain/page-load';
import { offerRelief } from '../../lambdas/notify-responders/offer-relief';
import type { OutgoingMessage } from '../../lambdas/ports';
import { MemoryLedgers } from './support/memory-ledgers';
import { recorders } from './support/recorders';

const morning = '2026-11-21T06:00:00.000Z';
const shift = { since: '2026-11-16T08:00:00.000Z', pages: 10, nights: 2, byRotation: { data: 5 } };
const load: PageLoad = { days: { '2026-11-21': { pages: 3, nights: 2 } }, shift };

/** Sam has the data rotation, Alex is behind. */
function scene(kept: PageLoad) {
  const ledgers = new MemoryLedgers();
  ledgers.kept.set('sam', { ...emptyLedger, load: kept });
  const sent: OutgoingMessage[] = [];
  const { log, codes } = recorders();
  const duties = { data: { person: 'sam', since: shift.since } };
  const deps = {
    ...{ ledgers, log, now: () => Date.parse(morning) },
    shifts: { watch: async () => ({ version: 1, duties, gaps: [], gapsDueAt: morning }) },
    situations: { now: async () => ({ services: new Map(), silences: [], maintenances: [], overrides: [] }) },
    notifier: { send: async (outgoing: OutgoingMessage) => void sent.push(outgoing) },
  };
  return { sent, ledgers, codes, deps, offer: (person = 'sam') => offerRelief(person, deps) };
}

test('M88: as many pages as a shift should bear are mailed to the person and to whoever is behind, once', async () => {
  const { sent, offer, codes, ledgers } = scene({ ...load, helpDueAt: morning });
  await offer();
  await offer();
  expect(sent.map(({ message, subject }) => `${message.to} ${message.channels.join()} ${subject}`)).toEqual([
    'sam email 10 pages this shift: Sam, Data',
    'alex email 10 pages this shift: Sam, Data',
  ]);
  expect(sent[1]!.email.split('\n').slice(0, 3)).toEqual([
    'Sam was paged 10 times since Mon 16 November, 09:00 CET, 2 of them between 00:00 and 06:00. That is more than a shift should bear.',
    'Alex could take over, if you two agree:',
    'npx tocsin on-call override --rotation data --person alex --until "..." --reason "10 pages this shift"',
  ]);
  expect([codes(), ledgers.kept.get('sam')!.load]).toEqual([['T153'], load]);
});

test('where no override would help, or nobody behind was paged less, nobody is offered', async () => {
  const named = scene({ ...load, shift: { ...shift, byRotation: { data: 4 } }, helpDueAt: morning });
  await named.offer();
  const loaded = scene({ ...load, helpDueAt: morning });
  for (const other of ['alex', 'kim'])
    loaded.ledgers.kept.set(other, {
      ...emptyLedger,
      load: { ...load, days: { '2026-11-20': { pages: 10, nights: 0 } } },
    });
  await loaded.offer();
  const said = [named, loaded].map(({ sent }) => sent.map(({ message, email }) => [message.to, email.split('\n')[1]]));
  expect(said).toEqual([
    [['sam', 'Most did not come by Data alone, so no override takes them away. Please talk to Kim.']],
    [['sam', 'Nobody who is called after Sam was paged less. Please talk to Kim.']],
  ]);
});

test('a backup who was paged as much is passed over for the next', async () => {
  const { sent, ledgers, offer } = scene({ ...load, helpDueAt: morning });
  ledgers.kept.set('alex', { ...emptyLedger, load: { ...load, days: { '2026-11-20': { pages: 10, nights: 0 } } } });
  await offer();
  expect(sent.map(({ message }) => message.to)).toEqual(['sam', 'kim']);
});

test('M87: in the morning after pages at night a late start is suggested', async () => {
  const { sent, offer } = scene({ ...load, restDueAt: morning });
  await offer();
  expect(sent.map(({ message, subject }) => `${message.to} ${subject}`)).toEqual([
    'sam After this night: start late today',
  ]);
  expect(sent[0]!.email).toContain('You were paged 2 times between 00:00 and 06:00.');
});

test('nothing is offered before its time, nor to whoever has no rotation', async () => {
  const early = scene({ ...load, restDueAt: plus(morning, 1) });
  await early.offer();
  await early.offer('kim');
  const { ledgers, sent, deps } = scene(load);
  ledgers.kept.set('kim', { ...emptyLedger, load: { ...load, helpDueAt: instant(deps.now()) } });
  await offerRelief('kim', deps);
  expect([early.sent, sent, ledgers.kept.get('kim')!.load]).toEqual([[], [], load]);
});
