import { configuration } from '@tocsin/config';
import { instant } from '../../domain/instant';
import { planRecurring, type QuietPromises } from '../../lambdas/audit-promises/quiet-promises';
import { memoryQuiet } from './support/memory-quiet';
import { recorders } from './support/recorders';

const window = {
  id: 'database',
  every: 'week',
  on: 'sunday',
  title: 'Database upgrade',
  services: ['checkout'],
  zone: 'Europe/Berlin',
  at: '02:30',
  lasts: '1h30m',
} as const;

const scene = () => {
  const quiet = memoryQuiet();
  const { log, codes } = recorders();
  const at = (now: string) => planRecurring(instant(Date.parse(now)), { quiet, log } as unknown as QuietPromises);
  const planned = async () => (await quiet.maintenances()).map(({ id, from, until }) => [id, from, until]);
  return { at, planned, codes };
};

afterEach(() => jest.restoreAllMocks());

test('M68: what recurs is planned once, eight days ahead, by the wall clock of its zone', async () => {
  jest.replaceProperty(configuration as { maintenanceWindows: unknown }, 'maintenanceWindows', [window]);
  const { at, planned, codes } = scene();
  await at('2027-03-12T12:00:00.000Z');
  expect(await planned()).toEqual([['database-2027-03-14', '2027-03-14T01:30:00.000Z', '2027-03-14T03:00:00.000Z']]);
  await at('2027-03-12T18:00:00.000Z');
  expect(await planned()).toHaveLength(1);
  // In the night of 28 March the clock jumps from 02:00 to 03:00, and 02:30 does not exist.
  await at('2027-03-20T12:00:00.000Z');
  expect((await planned()).slice(1)).toEqual([
    ['database-2027-03-21', '2027-03-21T01:30:00.000Z', '2027-03-21T03:00:00.000Z'],
    ['database-2027-03-28', '2027-03-28T01:00:00.000Z', '2027-03-28T02:30:00.000Z'],
  ]);
  expect(codes()).toEqual(['T121', 'T121', 'T121']);
});

test('with nothing that recurs the table is not even read', async () => {
  const { log } = recorders();
  const quiet = { maintenances: () => Promise.reject(new Error('read')) };
  await planRecurring(instant(0), { quiet, log } as unknown as QuietPromises);
});
