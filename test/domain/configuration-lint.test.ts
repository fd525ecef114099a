import fc from 'fast-check';
import { configuration as example } from '../../config';
import type { Configuration } from '../../domain/configuration';
import { isAlert } from '../../domain/alert';
import { lintConfiguration } from '../../domain/configuration-lint';
import { covers, gradedSources } from '../../domain/lint-rule-order';
import { fits, type RuleCondition } from '../../domain/rule-condition';
import { fixtureNames, readFixture } from '../support/alert-fixtures';
import { anAlert } from '../support/domain-alerts';
import { configuration as own } from '../lib/fixtures/own-config';
import { ruleMistakes, serviceMistakes, typeMistakes } from '../support/catalogue-mistakes';
import { onCallMistakes } from '../support/on-call-mistakes';
import { channelMistakes } from '../support/channel-mistakes';
import { mistakes as otherMistakes } from '../support/configuration-mistakes';

const mistakes = [
  ...otherMistakes,
  ...channelMistakes,
  ...serviceMistakes,
  ...ruleMistakes,
  ...typeMistakes,
  ...onCallMistakes,
];
const [chris, robin] = [own.responders[0]!, own.responders[1]!];
const [shopDown, anyAlarm] = [own.classificationRules[0]!, own.classificationRules[1]!];

/** `place: problem` of everything that is wrong once the mistake is made in a small configuration. */
function findingsAfter(mistake: (good: Configuration) => Configuration): string[] {
  return lintConfiguration(mistake(own)).map(({ place, problem }) => `${place}: ${problem}`);
}

describe('a configuration without a mistake has no finding', () => {
  it.each([
    ['the example', example],
    ["a team's own", own],
  ])('%s', (_, configuration) => {
    expect(lintConfiguration(configuration)).toEqual([]);
  });
});

describe('a mistake is named with its place', () => {
  it.each(mistakes)('%s', (_, mistake, expected) => {
    expect(findingsAfter(mistake)).toEqual(expected);
  });

  it('and says how to mend it', () => {
    for (const [, mistake] of mistakes)
      for (const { mend } of lintConfiguration(mistake(own))) expect(mend.length).toBeGreaterThan(10);
  });
});

it('B12: names all mistakes at once', () => {
  const all = findingsAfter((good) => ({
    ...good,
    organization: '',
    lastResort: 'pat',
    responders: [{ ...chris, email: '', timeZone: 'Nowhere' }, robin],
  }));
  expect(all).toHaveLength(4);
});

it('a rule that asks for anything in particular hides nothing behind it, and takes nothing from a source', () => {
  const particular: RuleCondition[] = [
    { detectionSource: 'synthetic' },
    { tags: { team: '*' } },
    { dimensions: { InstanceId: '*' } },
    { namespace: '*' },
    { account: '*' },
    { environment: 'production' },
    { triggerClass: 'early-warning' },
    { incidentType: 'clinical-safety' },
    { name: 'a*' },
    { source: 'shop.*' },
  ];
  for (const when of particular) {
    expect(findingsAfter((good) => ({ ...good, classificationRules: [{ ...anyAlarm, when }, shopDown] }))).toEqual([]);
  }
});

describe('a rule covers another only if nothing fits the other alone', () => {
  test.each<[RuleCondition, RuleCondition, boolean]>([
    [{}, { name: 'a' }, true],
    [{ name: '*' }, {}, true],
    [{ name: 'a*' }, { name: 'a*b', namespace: 'x' }, true],
    [{ name: 'a*b' }, { name: 'a*' }, false],
    [{ name: ['a', 'b'] }, { name: ['b', 'a'] }, true],
    [{ name: 'a' }, { name: ['a', 'b'] }, false],
    [{ tags: { team: '*' } }, { tags: { team: 'x', other: 'y' } }, true],
    [{ tags: { toString: '*' } }, { tags: {} }, false],
    [{ environment: 'production' }, {}, false],
  ])('%j, %j: %s', (wide, narrow, expected) => {
    expect(covers(wide, narrow)).toBe(expected);
  });

  test('so an alert that fits the covered one fits the covering one', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 4 });
    const condition = fc.record(
      { name: fc.array(pattern, { minLength: 1, maxLength: 2 }), namespace: pattern },
      { requiredKeys: [] },
    );
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 });
    fc.assert(
      fc.property(condition, condition, text, text, (wide, narrow, name, namespace) => {
        const alert = anAlert({ name, namespace });
        fc.pre(covers(wide, narrow) && fits(narrow, alert));
        expect(fits(wide, alert)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

test('the sources that grade their alerts themselves are those whose alerts say several severities', () => {
  const said = new Map<string, Set<number | undefined>>();
  for (const reading of fixtureNames.map(readFixture)) {
    if (
      !isAlert(reading) ||
      reading.signal !== 'firing' ||
      reading.malformed !== undefined ||
      !reading.source.startsWith('aws.')
    )
      continue;
    said.set(reading.source, (said.get(reading.source) ?? new Set()).add(reading.claims?.severity));
    for (const { source, ...all } of gradedSources)
      if (source === reading.source) expect(fits(all, reading)).toBe(true);
  }
  const graded = [...said].flatMap(([source, severities]) => (severities.size > 2 ? [source] : []));
  expect(graded.sort()).toEqual(gradedSources.map(({ source }) => source));
});
