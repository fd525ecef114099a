import { violationsOf } from './schedule';

/** Every public file as customers get it; some of the schedules that the small press runs by the thousand. */
const schedules = Math.ceil(Number(process.env['SCHEDULES'] ?? 1_000) / 50);

jest.setTimeout(600_000);

test('I7 I8: what holds for the small press holds for the pages themselves', async () => {
  for (let seed = 0; seed < schedules; seed++)
    expect({ seed, wrong: await violationsOf(seed) }).toEqual({ seed, wrong: [] });
});
