import fc from 'fast-check';
import { configuration } from '@tocsin/config';
import type { Alert } from '../../domain/alert';
import { classify, explainSeverity, passedOver, serviceTag, type Catalogue } from '../../domain/classification';
import type { Service } from '../../domain/configuration';
import { fits } from '../../domain/rule-condition';
import { readSeverity, severities, type Severity } from '../../domain/severity';
import { severityTag } from '../../domain/severity-clues';
import { anAlert, onlyRules } from '../support/domain-alerts';

const shop: Service = {
  id: 'shop',
  name: 'Shop',
  owner: 'us',
  tier: 1,
  alarms: ['shop-*', 'till'],
  runbook: 'https://r',
};
const store: Service = { id: 'store', name: 'Store', owner: 'us', tier: 3 };
const catalogue: Catalogue = { ...onlyRules([]), services: [shop, store] };

describe('M12: what its service is worth, an alert is worth that says nothing else', () => {
  test.each<[string, Partial<Alert>, Severity, string]>([
    ['by its tag', { tags: { [serviceTag]: 'store' } }, 3, 'tier 3 of service store'],
    ['by its claim', { claims: { service: 'shop' } }, 1, 'tier 1 of service shop'],
    ['by the name of its alarm', { name: 'shop-latency' }, 1, 'tier 1 of service shop'],
    [
      'M28: a step less for an early warning',
      { name: 'till', triggerClass: 'early-warning' },
      2,
      'tier 1 of service shop, an early warning',
    ],
    [
      'M28: down to SEV-4',
      { claims: { service: 'store' }, triggerClass: 'early-warning' },
      4,
      'tier 3 of service store, an early warning',
    ],
  ])('%s', (_, patch, severity, because) => {
    expect(classify(anAlert(patch), catalogue)).toMatchObject({ severity, because, needsSeverity: false });
  });

  test('a service without a tier, or none at all, is the default: a person is asked', () => {
    const untiered = { ...catalogue, services: [{ ...shop, tier: undefined }] };
    for (const [alert, known] of [
      [anAlert({ name: 'till' }), untiered],
      [anAlert(), catalogue],
    ] as const)
      expect(classify(alert, known)).toMatchObject({ severity: 2, because: 'no rule knows it', needsSeverity: true });
  });

  test('a tag with a slip of the pen does not outrank the service that a claim names rightly', () => {
    const alert = anAlert({ tags: { [serviceTag]: 'shpo' }, claims: { service: 'shop' } });
    expect(classify(alert, catalogue)).toMatchObject({ service: 'shop', runbook: 'https://r' });
    expect(classify(anAlert({ tags: { [serviceTag]: 'shpo' } }), catalogue).service).toBe('shpo');
  });
});

test('a rule may ask for the environment of the account, and for what the alert says of itself', () => {
  const accounts = { '123456789012': { name: 'shop', environment: 'production' } };
  const ruled = (when: object, alert: Alert) =>
    classify(alert, { services: [], accounts, classificationRules: [{ name: 'r', when, severity: 4 }] }).because;
  expect(ruled({ environment: 'prod*' }, anAlert())).toBe('rule r');
  expect(ruled({ environment: '*' }, anAlert({ account: '999999999999' }))).toBe('no rule knows it');
  expect(ruled({ environment: '*' }, anAlert({ account: 'toString' }))).toBe('no rule knows it');
  expect(ruled({ triggerClass: 'early-warning' }, anAlert({ triggerClass: 'early-warning' }))).toBe('rule r');
  expect(ruled({ triggerClass: 'early-warning' }, anAlert())).toBe('no rule knows it');
  expect(ruled({ incidentType: 'sec*' }, anAlert({ claims: { incidentType: 'security' } }))).toBe('rule r');
});

test('M2: every place says why it applied or did not, in the order in which they are asked', () => {
  const alert = anAlert({ name: 'till', tags: { [severityTag]: 'high' } });
  expect(explainSeverity(alert, catalogue)).toEqual([
    { place: 'alarm tag', because: 'its tag tocsin:severity is no severity: high' },
    { place: 'rule table', because: 'no rule fits' },
    { place: 'alert itself', because: 'it claims no severity' },
    { place: 'service tier', severity: 1, because: 'tier 1 of service shop' },
    { place: 'default', severity: 2, because: 'no rule knows it' },
  ]);
  expect(passedOver(anAlert(), { ...configuration })[0]).toEqual({
    rule: 'staging-can-wait',
    field: 'environment',
    wanted: ['staging'],
    actual: 'production',
  });
  const malformed = anAlert({ malformed: 'no state' });
  expect(explainSeverity(malformed, catalogue).map(({ because }) => because)).toEqual([
    'the event could not be read (no state)',
  ]);
  expect(passedOver(malformed, configuration)).toEqual([]);
});

describe('for any alert and any rules', () => {
  const word = fc.constantFrom('shop', 'store', 'till', 'a', 'a*', '*', '__proto__', '');
  const severity = fc.constantFrom(...severities);
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const alerts = fc
    .record({
      name: word,
      tag: maybe(
        fc.oneof(
          severity.map((each) => `SEV-${each}`),
          word,
        ),
      ),
      serviceTag: maybe(word),
      claims: maybe(fc.record({ severity: maybe(severity), service: maybe(word), incidentType: maybe(word) })),
      triggerClass: maybe(fc.constantFrom('already-failing' as const, 'early-warning' as const)),
      malformed: maybe(fc.constant('no state')),
    })
    .map(({ tag, serviceTag: about, ...rest }) => {
      const tags = {
        ...(tag !== undefined && { [severityTag]: tag }),
        ...(about !== undefined && { [serviceTag]: about }),
      };
      return anAlert({ ...rest, tags });
    });
  const rules = fc.array(
    fc.record({ name: word, when: fc.record({ name: word }, { requiredKeys: [] }), severity, service: maybe(word) }),
    { maxLength: 4 },
  );

  test('tag beats rule beats claim beats tier beats default; the same comes out every time, and nothing is thrown', () => {
    fc.assert(
      fc.property(alerts, rules, (alert, classificationRules) => {
        const known = { ...catalogue, classificationRules };
        const answer = classify(alert, known);
        expect(classify(alert, known)).toEqual(answer);
        const rule = classificationRules.find(({ when }) => fits(when, alert));
        const service = known.services.find(({ id }) => id === answer.service);
        const early = alert.triggerClass === 'early-warning' ? 1 : 0;
        const inOrder = [
          readSeverity(alert.tags[severityTag]),
          rule?.severity,
          alert.claims?.severity,
          service?.tier && service.tier + early,
        ];
        const first = alert.malformed === undefined ? inOrder.find((each) => each !== undefined) : undefined;
        expect(answer).toMatchObject({ severity: first ?? 2, needsSeverity: first === undefined });
        expect(explainSeverity(alert, known).find((clue) => clue.severity !== undefined)).toMatchObject({
          severity: answer.severity,
          because: answer.because,
        });
      }),
      { numRuns: 500 },
    );
  });
});
