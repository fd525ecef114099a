import type { ClassificationRule } from '../../domain/classification';
import type { Configuration, Service } from '../../domain/configuration';
import type { IncidentTypeSettings } from '../../domain/incident-type';
import { configuration as own } from '../lib/fixtures/own-config';
import type { Mistake } from './configuration-mistakes';

const shop = own.services[0]!;
const shopDown = own.classificationRules[0]!;
const shopDownAt = 'classificationRules[0] (shop-down)';
const till: Service = { id: 'till', name: 'Till', owner: 'us' };
const cloudWatchOnly = { name: 'quiet', when: { source: 'aws.cloudwatch' }, severity: 4 } as const;

const withShop = (patch: Partial<Service>) => (good: Configuration) => ({
  ...good,
  services: [{ ...shop, ...patch }],
});
const withServices =
  (...services: Service[]) =>
  (good: Configuration) => ({ ...good, services });
const withRules =
  (...classificationRules: ClassificationRule[]) =>
  (good: Configuration) => ({ ...good, classificationRules });
const withType = (patch: Partial<IncidentTypeSettings>) => (good: Configuration) => ({
  ...good,
  incidentTypes: [{ id: 'recall', name: 'Recall', ...patch }],
});

/** What can be wrong with the services. */
export const serviceMistakes: readonly Mistake[] = [
  ['M25: a service that nobody owns', withShop({ owner: '' }), ['services[0] (shop).owner: it is empty']],
  [
    'M12: a service without a tier that customers know by name',
    withShop({ tier: undefined }),
    ['services[0] (shop).tier: customers know it as shop, but nothing says how much depends on it'],
  ],
  ['M12: a tier that there is not', withShop({ tier: 0 as 1 }), ['services[0] (shop).tier: 0 is not a tier']],
  [
    'M30: a critical service that no early warning watches',
    withShop({ tier: 1 }),
    ['services[0] (shop): it is critical (tier 1), and no rule warns before customers are hit'],
  ],
  [
    'a service that needs one that there is not, and itself',
    withServices({ ...shop, dependsOn: ['databse', 'shop'] }, till),
    [
      'services[0] (shop).dependsOn[0]: there is no other service databse',
      'services[0] (shop).dependsOn[1]: there is no other service shop',
    ],
  ],
  [
    'services that need each other in a ring, told once',
    withServices(
      { ...shop, dependsOn: ['till'] },
      { ...till, dependsOn: ['stock'] },
      { ...till, id: 'stock', dependsOn: ['shop'] },
    ),
    ['services[0] (shop).dependsOn: they depend on each other in a ring: shop → till → stock → shop'],
  ],
  [
    'an alarm that belongs to two services',
    withServices({ ...shop, alarms: ['till-*'] }, { ...till, alarms: ['till-*'] }),
    ['services[1] (till).alarms[0]: till-* belongs to shop already'],
  ],
  [
    'a service that takes every alarm',
    withShop({ alarms: ['*'] }),
    ['services[0] (shop).alarms[0]: "*" fits every alarm'],
  ],
  [
    'a dashboard that no browser opens',
    withShop({ dashboards: ['grafana/shop'] }),
    ['services[0] (shop): "grafana/shop" is not a link'],
  ],
  [
    'a service level that nothing can miss, over no time',
    withShop({ slo: { name: 'orders taken', objective: 100, windowDays: 0 } }),
    [
      'services[0] (shop).slo.objective: 100 percent leaves nothing to be measured against',
      'services[0] (shop).slo.windowDays: 0 days is not a window',
    ],
  ],
];

/** What can be wrong with the rules, one by one and in their order. */
export const ruleMistakes: readonly Mistake[] = [
  [
    'M23: a slip of the pen in a condition, which would make the rule fit every alert',
    withRules({ ...shopDown, when: { nmae: 'shop-5xx' } as ClassificationRule['when'] }),
    [`${shopDownAt}.when.nmae: there is no such field, so what it says would count for nothing`],
  ],
  [
    'M23: a slip of the pen in a rule, and a trigger class that there is not',
    withRules({ ...shopDown, publish: true, triggerClass: 'front' as 'early-warning' } as ClassificationRule),
    [
      `${shopDownAt}.publish: there is no such field, so what it says would count for nothing`,
      `${shopDownAt}.triggerClass: there is no trigger class front`,
    ],
  ],
  [
    'M25: a rule that pages for nobody',
    withRules({ ...shopDown, service: undefined, publishes: undefined, runbook: 'https://wiki.example.net/shop' }),
    [
      `${shopDownAt}: it pages at any hour (SEV-1), but nobody owns it: it names no service, and no incident type with people of its own`,
    ],
  ],
  [
    'M25: a rule that pages and does not say what to do',
    withShop({ runbook: undefined }),
    [`${shopDownAt}: it pages at any hour (SEV-1), but neither it nor its service has a runbook`],
  ],
  [
    'M23: a rule that wakes people for what no customer feels',
    withRules({ ...shopDown, severity: 2, customerVisible: false }),
    [
      `${shopDownAt}: it pages at any hour (SEV-2), but is marked as not customer-visible: a cause that no customer need feel`,
    ],
  ],
  [
    'a rule that an earlier one hides',
    withRules(shopDown, { ...shopDown, name: 'shop-5xx', when: { name: ['shop-5xx', 'shop-*-errors'] } }),
    ['classificationRules[1] (shop-5xx): it is never reached: shop-down before it fits all that it fits'],
  ],
  [
    'a rule that says otherwise of the very same alerts',
    withRules(shopDown, { ...shopDown, name: 'shop-odd', severity: 3, publishes: undefined }),
    [
      'classificationRules[1] (shop-odd): it contradicts shop-down: the very same alerts are SEV-1 there, and SEV-3 here',
    ],
  ],
  [
    'a rule that fits everything, and so takes what is grave from those who know it',
    withRules(shopDown, { ...cloudWatchOnly, when: {} }),
    [
      'classificationRules[1] (quiet): it makes everything of aws.guardduty, aws.health, aws.securityhub SEV-4, however grave they say it is',
    ],
  ],
  [
    'a rule that makes light of everything that is about security',
    withRules(shopDown, { ...cloudWatchOnly, when: { incidentType: 'security', name: '*' } }),
    [
      'classificationRules[1] (quiet): it makes everything of aws.guardduty, aws.securityhub SEV-4, however grave they say it is',
    ],
  ],
  [
    'a rule for an environment that no account is in',
    withRules(shopDown, { ...cloudWatchOnly, when: { environment: 'prod', name: 'x' } }),
    ['classificationRules[1] (quiet).when.environment: there is no environment prod'],
  ],
  [
    'M5: a rule of a type that there is not, and one that asks for it',
    withRules(
      { ...shopDown, incidentType: 'sabotage' },
      { ...cloudWatchOnly, when: { incidentType: ['sabotage', 'sec*'], name: 'x' } },
    ),
    [
      `${shopDownAt}.incidentType: there is no incident type sabotage`,
      'classificationRules[1] (quiet).when.incidentType: there is no incident type sabotage',
    ],
  ],
  [
    'a rule that fits nothing',
    withRules(shopDown, { ...cloudWatchOnly, when: { name: [] } }),
    ['classificationRules[1] (quiet).when.name: the list is empty, so the rule fits no alert'],
  ],
];

/** What can be wrong with types of incident and with accounts. */
export const typeMistakes: readonly Mistake[] = [
  [
    'M5: two types with one id',
    (good) => ({
      ...good,
      incidentTypes: [
        { id: 'recall', name: 'Recall' },
        { id: 'recall', name: 'Again' },
      ],
    }),
    ['incidentTypes[1].id: recall is already at incidentTypes[0].id'],
  ],
  [
    'M5: a type of a policy that there is not',
    withType({ escalationPolicy: 'lawyers' }),
    ['incidentTypes[0] (recall).escalationPolicy: there is no escalation policy lawyers'],
  ],
  [
    'M5: people of their own for what an alert is that says nothing',
    withType({ id: 'availability', escalationPolicy: 'all' }),
    [
      "incidentTypes[0] (availability).escalationPolicy: every alert is availability that says nothing else, so no service's own people would be paged",
    ],
  ],
  [
    'M5: a rhythm that nobody can keep',
    withType({ updateEveryMinutes: 1 }),
    ['incidentTypes[0] (recall).updateEveryMinutes: every 1 minutes is not a rhythm that people can keep'],
  ],
  [
    'M5: a report by nobody to nobody, at no time',
    withType({ reports: [{ to: '', by: 'pat', withinHours: 0 }] }),
    [
      'incidentTypes[0] (recall).reports[0].to: it is empty',
      'incidentTypes[0] (recall).reports[0].by: there is no responder pat',
      'incidentTypes[0] (recall).reports[0].withinHours: 0 hours is not a time limit',
    ],
  ],
  [
    'M13: severities that engineers agreed on among themselves, some day, for some of them',
    (good) => ({
      ...good,
      severityPolicy: {
        version: '',
        agreedOn: 'Monday',
        approvedBy: [{ name: 'Chris', function: 'engineering' }],
        meanings: { 1: 'all', 2: 'much', 3: 'some', 4: '' },
      },
    }),
    [
      'severityPolicy.version: it is empty',
      'severityPolicy.agreedOn: Monday is not a day',
      'severityPolicy.approvedBy: only one function has approved what the severities mean',
      'severityPolicy.meanings.4: it is empty',
    ],
  ],
  [
    'an account without an environment, as it was written once',
    (good) => ({ ...good, accounts: { '123456789012': 'shop' as never } }),
    ['accounts.123456789012: it is a name alone, without an environment'],
  ],
  [
    'an account without a name',
    (good) => ({ ...good, accounts: { '123456789012': { name: '', environment: 'production' } } }),
    ['accounts.123456789012.name: it is empty'],
  ],
];
