import './with-small-press';
import { left } from './with-known-changes';
import { violationsOf } from './schedule';

/** `SCHEDULES=10000` runs all that were promised. */
const schedules = Number(process.env['SCHEDULES'] ?? 1_000);

jest.setTimeout(600_000 + schedules * 300);

test('I7 I8: publishers that run at the same time, with crashes, lost answers and late writes: nothing goes back in time, nothing is stale at rest, nothing is rosier than the truth', async () => {
  for (let seed = 0; seed < schedules; seed++)
    expect({ seed, wrong: await violationsOf(seed) }).toEqual({ seed, wrong: [] });
});

test('I7: a change that was read in parts is told whole at rest, however publishers get in between', async () => {
  for (let seed = 0; seed < schedules / 5; seed++)
    expect({ seed, wrong: await violationsOf(seed, { torn: true }) }).toEqual({ seed, wrong: [] });
});

test('the same goes red when a page does not carry the mark of the changes that it knows of', async () => {
  left.out = true;
  try {
    const wrong: string[] = [];
    for (let seed = 0; seed < 300 && wrong.length === 0; seed++)
      wrong.push(...(await violationsOf(seed, { torn: true })));
    expect(wrong[0]).toMatch(/^At rest /);
  } finally {
    left.out = false;
  }
});

test.each([
  ['writes that do not say what they replace', { ifMatch: true }],
  ['files that do not say which version they are', { versionInBody: true }],
])('the same goes red with %s', async (_what, lacking) => {
  const wrong: string[] = [];
  for (let seed = 0; seed < 300 && wrong.length === 0; seed++) wrong.push(...(await violationsOf(seed, lacking)));
  expect(wrong).not.toEqual([]);
  expect(wrong[0]).toMatch(/from .* to /);
});
