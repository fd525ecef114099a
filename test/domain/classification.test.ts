import fc from 'fast-check';
import { configuration } from '@tocsin/config';
import { classify, type ClassificationRule } from '../../domain/classification';
import { componentOf, levelsFor, nameOf, noticeSubject } from '../../domain/configuration';
import { fits, patternFits, type RuleCondition } from '../../domain/rule-condition';
import { readSeverity } from '../../domain/severity';
import { anAlert, classified, onlyRules } from '../support/domain-alerts';

const rule = (name: string, when: RuleCondition, severity: 1 | 2 | 3 | 4 = 3): ClassificationRule => ({
  name,
  when,
  severity,
});

describe('M12 M7: what an alert means', () => {
  test('the first rule that fits wins', () => {
    const rules = [rule('other', { name: 'nope' }), rule('first', { name: 'checkout-*' }, 1), rule('second', {}, 4)];
    expect(classify(anAlert(), onlyRules(rules))).toMatchObject({
      severity: 1,
      because: 'rule first',
      needsSeverity: false,
    });
  });

  test('an alarm tag outranks the rule for the severity, and leaves the rest to it', () => {
    const rules = [{ ...rule('down', {}, 1), service: 'checkout', runbook: 'https://r', incidentType: 'security' }];
    expect(classify(anAlert({ tags: { 'tocsin:severity': 'sev3' } }), onlyRules(rules))).toMatchObject({
      severity: 3,
      because: 'tag tocsin:severity=SEV-3',
      needsSeverity: false,
      service: 'checkout',
      runbook: 'https://r',
      incidentType: 'security',
    });
    expect(classify(anAlert({ tags: { 'tocsin:service': 'api' } }), onlyRules(rules))).toMatchObject({
      severity: 1,
      service: 'api',
    });
  });

  test('a tag that is no severity changes nothing', () => {
    expect(classify(anAlert({ tags: { 'tocsin:severity': 'high' } }), onlyRules([rule('down', {}, 1)]))).toMatchObject({
      severity: 1,
      because: 'rule down',
    });
  });

  test('a custom alert may claim what no rule says, and a rule outranks the claim', () => {
    const alert = anAlert({ claims: { severity: 4, service: 'api', runbook: 'https://own' } });
    expect(classify(alert, onlyRules([]))).toMatchObject({
      severity: 4,
      because: 'the alert says so',
      service: 'api',
      needsSeverity: false,
    });
    expect(classify(alert, onlyRules([rule('down', {}, 1)]))).toMatchObject({
      severity: 1,
      service: 'api',
      runbook: 'https://own',
    });
  });

  test('B12: unknown is SEV-2 and "needs a severity, please check"', () => {
    expect(classify(anAlert(), onlyRules([]))).toMatchObject({
      severity: 2,
      because: 'no rule knows it',
      needsSeverity: true,
    });
  });

  test('what could not be read is unknown, whatever rule would fit', () => {
    expect(classify(anAlert({ malformed: 'no state' }), onlyRules([rule('all', {}, 4)]))).toEqual({
      severity: 2,
      because: 'the event could not be read (no state)',
      needsSeverity: true,
      incidentType: 'availability',
      type: { id: 'availability', name: 'Availability' },
    });
  });
});

describe('a condition', () => {
  const alert = anAlert({ namespace: 'AWS/EC2', dimensions: { InstanceId: 'i-123' }, tags: { team: 'payments' } });

  test.each<[RuleCondition, boolean]>([
    [{}, true],
    [{ name: ['a', 'checkout-*'] }, true],
    [{ name: [] }, false],
    [{ source: 'aws.*', namespace: 'AWS/EC2', account: '1234*', detectionSource: 'monitoring' }, true],
    [{ detectionSource: 'customer' }, false],
    [{ dimensions: { InstanceId: 'i-*' } }, true],
    [{ dimensions: { InstanceId: 'i-*', AutoScalingGroupName: '*' } }, false],
    [{ tags: { team: 'payments' } }, true],
    [{ tags: { toString: '*' } }, false],
  ])('%j: %s', (when, expected) => {
    expect(fits(when, alert)).toBe(expected);
  });

  test('asks for what the alert does not say, and so does not fit', () => {
    expect(fits({ namespace: '*' }, anAlert())).toBe(false);
  });
});

describe('a pattern', () => {
  test.each([
    ['a', 'a', true],
    ['a', 'ab', false],
    ['*', '', true],
    ['a*', 'a', true],
    ['*b', 'ab', true],
    ['a*b', 'ab', true],
    ['aa*aa', 'aaa', false],
    ['*a*b*', 'xxaxxbxx', true],
    ['*a*b*', 'xxbxxaxx', false],
    ['a*bc*c', 'abcbc', true],
    ['a*b*b', 'ab', false],
    ['**', 'anything', true],
    ['.*', 'x', false],
  ])('%s on %s: %s', (pattern, text, expected) => {
    expect(patternFits(pattern, text)).toBe(expected);
  });

  test('says what a regular expression of the same meaning says', () => {
    const letters = (unit: string) => fc.string({ unit: fc.constantFrom(...unit), maxLength: 12 });
    fc.assert(
      fc.property(letters('ab*'), letters('ab'), (pattern, text) => {
        expect(patternFits(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text));
      }),
      { numRuns: 1_000 },
    );
  });

  test('B11: that would make a regular expression run for ages is answered at once', () => {
    const begun = process.hrtime.bigint();
    for (let round = 0; round < 100; round++) patternFits(`${'*a'.repeat(200)}*b`, 'a'.repeat(1_000));
    expect(Number(process.hrtime.bigint() - begun) / 1e6).toBeLessThan(5_000);
  });
});

test.each([
  ['SEV-1', 1],
  ['sev4', 4],
  [' 2 ', 2],
  [3, 3],
  ['5', undefined],
  ['SEV-12', undefined],
  [1.5, undefined],
  [null, undefined],
  [['1'], undefined],
])('%j is severity %s', (value, severity) => {
  expect(readSeverity(value)).toBe(severity);
});

describe('M83 M92: who is paged', () => {
  const about = (service: string | undefined) => ({ service, incidentType: 'availability' });

  test('the policy of the service, else the default, else the last resort: never nobody', () => {
    const none = { ...configuration, services: [], escalationPolicies: [] };
    expect(levelsFor(about('checkout'), configuration)).toEqual([['alex'], ['sam'], ['kim']]);
    expect(levelsFor(about('no-such-service'), configuration)).toEqual([['alex'], ['sam'], ['kim']]);
    expect(levelsFor(about(undefined), none)).toEqual([['kim']]);
    const empty = { ...configuration, escalationPolicies: [{ id: 'platform', levels: [[], ['sam'], []] }] };
    expect(levelsFor(about('checkout'), empty)).toEqual([['sam']]);
  });

  test('somebody who has left is still called by id', () => {
    expect(nameOf('alex', configuration)).toBe('Alex');
    expect(nameOf('robin', configuration)).toBe('robin');
  });
});

describe('a notice may go public by itself', () => {
  test('only if a named rule publishes and the component has its sentence', () => {
    expect(noticeSubject(classified(1), configuration)).toEqual({
      component: { id: 'checkout', name: 'Checkout' },
      ifFailing: 'Paying by card may fail or be slow.',
    });
    expect(noticeSubject(classified(1, { rule: undefined }), configuration)).toBeUndefined();
    expect(noticeSubject(classified(1, { rule: rule('quiet', {}) }), configuration)).toBeUndefined();
    expect(noticeSubject(classified(1, { service: 'compute' }), configuration)).toBeUndefined();
    expect(noticeSubject(classified(1, { needsSeverity: true }), configuration)).toBeUndefined();
    const { statusPage } = configuration;
    const speechless = statusPage.components.map(({ id, name }) => ({ id, name }));
    const silent = { ...configuration, statusPage: { ...statusPage, components: speechless } };
    expect(noticeSubject(classified(1), silent)).toBeUndefined();
    expect(componentOf('checkout', silent)?.name).toBe('Checkout');
  });
});
