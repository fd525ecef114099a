import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { ruleSource } from '../../bin/cli/rule-source';
import { rulesToAdopt } from '../../domain/adopt';
import type { Alert } from '../../domain/alert';
import type { Catalogue, ClassificationRule } from '../../domain/classification';
import { changeSeverity } from '../../domain/commands';
import { open } from '../../domain/opening';
import { anAlert, classified } from '../support/domain-alerts';
import { Scene, World } from '../support/domain-world';

const catalogue: Catalogue = {
  classificationRules: [],
  accounts: {},
  services: [{ id: 'checkout', name: 'Checkout', owner: 'payments' }],
};
const unknown = classified(2, {
  because: 'no rule knows it',
  needsSeverity: true,
  rule: undefined,
  service: undefined,
});

/** A world in which alerts of these names opened incidents, and no rule knew them. */
function worldOf(names: readonly string[], patch: Partial<Alert> = {}, service?: string): World {
  const world = new World();
  names.forEach((name, index) => {
    const facts = { alertKey: `key-${index}`, classification: { ...unknown, service }, levels: [['alex']] };
    const alert = anAlert({ namespace: 'AWS/RDS', ...patch, name });
    world.apply(open(alert, { ...facts, id: `ID${index}` }, world.moment));
  });
  return world;
}
const rules = (world: World, known = catalogue) => rulesToAdopt([...world.incidents.values()], known);
/** The printed rules as the program that they are pasted into reads them. */
const read = (lines: readonly string[]) => runInNewContext(`[${lines.join('\n')}]`) as readonly ClassificationRule[];

test('three names that begin alike become one rule, two stay two', () => {
  const names = ['db-cpu-high', 'db-cpu-credits', 'db-cpu-wait', 'web-slow', 'web-down', 'mystery'];
  const found = rules(worldOf(names, {}, 'checkout'));
  expect(found.map(({ when, name }) => [when.name, name])).toEqual([
    ['mystery', 'mystery'],
    ['db-cpu-*', 'db-cpu'],
    ['web-down', 'web-down'],
    ['web-slow', 'web-slow'],
  ]);
  expect(found[1]).toMatchObject({ incidents: 3, severity: 3, decided: false, service: 'checkout' });
});

test('a severity that a person gave is kept, and the order of the incidents does not matter', () => {
  const world = worldOf(['a-1', 'a-2', 'a-3']);
  new Scene(world, 'ID1').command('kim', (context) => changeSeverity(context, 1, 'It is grave.'));
  const [rule] = rules(world);
  expect(rule).toMatchObject({ severity: 1, decided: true });
  expect(rulesToAdopt([...world.incidents.values()].reverse(), catalogue)).toEqual([rule]);
});

test('what a rule has learned to know since is left out, and so is what nobody could read or a rule knew then', () => {
  const classificationRules = [{ name: 'db', when: { name: 'db-*' }, severity: 2 as const }];
  const world = worldOf(['db-cpu', 'web']);
  world.open();
  const unreadable = worldOf(['unreadable'], { malformed: 'no name' });
  expect(rules(world, { ...catalogue, classificationRules }).map(({ name }) => name)).toEqual(['web']);
  expect(rules(unreadable)).toEqual([]);
});

test('it is printed to be pasted', () => {
  expect(rules(worldOf(['db cpu'], {}, 'checkout')).flatMap(ruleSource)).toEqual([
    '  {',
    '    // 1 incident (2027-07-03).',
    "    name: 'db-cpu',",
    "    when: { name: 'db cpu', source: 'aws.cloudwatch', namespace: 'AWS/RDS' },",
    '    severity: 3, // Check: nobody has said how bad it is.',
    "    service: 'checkout',",
    '  },',
  ]);
});

test('whatever an alert is called, what is printed is the rule and nothing else, in characters that show', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.constantFrom("'}, evil() //", '\u202Eabc', 'a\nb', '`${x}`', '"', '\u2028'),
  );
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), text, (names, source) => {
      const found = rules(worldOf(names, { source }));
      const lines = found.flatMap(ruleSource);
      expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      expect(read(lines)).toEqual(found.map(({ name, when, severity }) => ({ name, when, severity })));
      expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
    }),
    { numRuns: 300 },
  );
});
