import { configuration } from '@tocsin/config';
import type { Alert } from '../../domain/alert';
import { classify } from '../../domain/classification';
import { levelsFor, noticeSubject } from '../../domain/configuration';
import type { Severity } from '../../domain/severity';
import { anAlert } from '../support/domain-alerts';

/** What people mean by the four severities, said in alerts of the example company. */
const golden: readonly [string, Partial<Alert>, Severity, string, boolean][] = [
  ['production is down', { name: 'site-down' }, 1, 'rule everything-down', true],
  ['paying by card fails', { name: 'checkout-5xx' }, 1, 'rule checkout-down', true],
  ['some payments fail', { name: 'payment-declines' }, 2, 'rule payments-failing', true],
  ['paying is slow, and will fail', { name: 'checkout-latency-p99' }, 2, 'rule checkout-slow', false],
  ['people cannot sign in', { name: 'sign-in-errors' }, 2, 'rule sign-in-failing', true],
  ['a subset of customers is hit', { name: 'upload-errors' }, 3, 'rule uploads-failing-for-some', false],
  ['a cosmetic flaw', { name: 'dashboard-slow-charts' }, 4, 'rule dashboard-cosmetic', false],
  ['a cause that nobody feels', { name: 'disk-usage' }, 3, 'rule disk-filling', false],
  ['the same alarm in staging', { name: 'checkout-5xx', account: '210987654321' }, 4, 'rule staging-can-wait', false],
  ['a server at its limit', { name: 'ServerCpuTooHigh' }, 2, 'rule server-cpu', false],
  ['an alarm of servers that no rule knows', { name: 'cluster-nodes-gone' }, 2, 'tier 2 of service compute', false],
  [
    'a critical breach',
    {
      name: 'Key exfiltrated',
      claims: { severity: 1, because: 'GuardDuty says 9.3 (critical)', incidentType: 'security' },
    },
    1,
    'GuardDuty says 9.3 (critical)',
    false,
  ],
  ['something that nobody has foreseen', { name: 'queue-depth' }, 2, 'no rule knows it', false],
];

describe('M11 M7: what the severities mean, in the example company', () => {
  test.each(golden)('%s', (_, patch, severity, because, goesPublic) => {
    const classification = classify(anAlert(patch), configuration);
    expect(classification).toMatchObject({ severity, because, needsSeverity: because === 'no rule knows it' });
    expect(noticeSubject(classification, configuration) !== undefined).toBe(goesPublic);
  });

  test('M47 M5: a matter of personal data pages the people for it', () => {
    const breach = classify(anAlert({ claims: { severity: 2, incidentType: 'information-governance' } }), {
      ...configuration,
      classificationRules: [],
    });
    expect(levelsFor(breach, configuration)[0]).toEqual(['kim']);
    expect(breach.type?.reports).toEqual([{ to: 'the data protection authority', by: 'kim', withinHours: 72 }]);
  });
});
