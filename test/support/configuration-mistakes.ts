import type { Configuration } from '../../domain/configuration';
import { configuration as own } from '../lib/fixtures/own-config';

/** A slip of the pen in a configuration that was right: what it is, how it is made, and `place: problem` of all that is found. */
export type Mistake = readonly [string, (good: Configuration) => Configuration, readonly string[]];

const [chris, robin] = [own.responders[0]!, own.responders[1]!];
const [shopDown, anyAlarm] = [own.classificationRules[0]!, own.classificationRules[1]!];
const service = own.services[0]!;
const component = own.statusPage.components[0]!;

const policy = 'escalationPolicies[0] (all)';

/** What can be wrong with people, services and the page. */
export const mistakes: readonly Mistake[] = [
  [
    'two responders with one id',
    (good) => ({ ...good, responders: [chris, { ...chris, name: 'Another' }, robin] }),
    ['responders[1].id: chris is already at responders[0].id'],
  ],
  [
    'an id that cannot name a topic',
    (good) => ({ ...good, responders: [chris, robin, { ...robin, id: 'Dr. No', email: 'no@example.net' }] }),
    ['responders[2].id: Dr. No cannot be an id'],
  ],
  [
    'an e-mail address without a domain',
    (good) => ({ ...good, responders: [chris, { ...robin, email: 'robin@home' }] }),
    ['responders[1] (robin).email: robin@home is not an e-mail address'],
  ],
  [
    'a phone number as people write it',
    (good) => ({ ...good, responders: [{ ...chris, phone: '0151 12345678' }, robin] }),
    ['responders[0] (chris).phone: 0151 12345678 is not a number in E.164 form'],
  ],
  [
    'a time zone that does not exist',
    (good) => ({ ...good, responders: [chris, { ...robin, timeZone: 'Europe/Bonn' }] }),
    ['responders[1] (robin).timeZone: Europe/Bonn is not a time zone'],
  ],
  [
    'a source that there is not, and one twice',
    (good) => ({ ...good, sources: ['health', 'nagios' as 'health', 'health'] }),
    ['sources[2]: health is already at sources[0]', 'sources[1]: there is no source nagios'],
  ],
  [
    'a person without a name',
    (good) => ({ ...good, responders: [chris, { ...robin, name: ' ' }] }),
    ['responders[1] (robin).name: it is empty'],
  ],
  [
    'a policy without levels',
    (good) => ({ ...good, escalationPolicies: [{ id: 'all', levels: [] }] }),
    [`${policy}.levels: it has no level`],
  ],
  [
    'an empty level',
    (good) => ({ ...good, escalationPolicies: levels(['chris', 'robin'], []) }),
    [`${policyAt(1)}: nobody is on it`],
  ],
  [
    'an unknown responder on a level',
    (good) => ({ ...good, escalationPolicies: levels(['chris', 'pat']) }),
    [`${policyAt(0)}[1]: there is no responder pat`],
  ],
  [
    'a person twice on a level',
    (good) => ({ ...good, escalationPolicies: levels(['chris', 'chris'], ['robin']) }),
    [`${policyAt(0)}[1]: chris is already at ${policyAt(0)}[0]`],
  ],
  [
    'a level 1 that only mail reaches',
    (good) => ({ ...good, escalationPolicies: levels(['robin'], ['chris']) }),
    [`${policyAt(0)}: nobody on level 1 has a phone, and mail wakes nobody`],
  ],
  [
    'two policies with one id',
    (good) => ({ ...good, escalationPolicies: [...good.escalationPolicies, ...good.escalationPolicies] }),
    ['escalationPolicies[1].id: all is already at escalationPolicies[0].id'],
  ],
  [
    'an unknown default policy',
    (good) => ({ ...good, defaultEscalationPolicy: 'some' }),
    ['defaultEscalationPolicy: there is no escalation policy some'],
  ],
  ['an unknown last resort', (good) => ({ ...good, lastResort: 'pat' }), ['lastResort: there is no responder pat']],
  [
    'M19: reports that nobody is to look at: neither a responder nor a policy',
    (good) => ({ ...good, triageOwner: 'chriss' }),
    ['triageOwner: there is no responder and no escalation policy chriss'],
  ],
  [
    'a service of an unknown policy and component',
    (good) => ({ ...good, services: [service, { ...service, id: 'api', escalationPolicy: 'some', component: 'api' }] }),
    [
      'services[1] (api).escalationPolicy: there is no escalation policy some',
      'services[1] (api).component: there is no component api',
    ],
  ],
  [
    'two services with one id',
    (good) => ({ ...good, services: [service, service] }),
    ['services[1].id: shop is already at services[0].id'],
  ],
  [
    'two components with one id',
    (good) => withComponents(good, component, component),
    ['statusPage.components[1].id: shop is already at statusPage.components[0].id'],
  ],
  [
    'a rule without a name',
    (good) => ({ ...good, classificationRules: [{ ...shopDown, name: '' }] }),
    ['classificationRules[0].name: it is empty'],
  ],
  [
    'two rules with one name',
    (good) => ({ ...good, classificationRules: [shopDown, { ...shopDown, when: { name: 'till-*' } }] }),
    ['classificationRules[1].name: shop-down is already at classificationRules[0].name'],
  ],
  [
    'a rule for an unknown service',
    (good) => ({ ...good, classificationRules: [{ ...shopDown, service: 'till', publishes: false }] }),
    ['classificationRules[0] (shop-down).service: there is no service till'],
  ],
  [
    'a severity that does not exist',
    (good) => ({ ...good, classificationRules: [{ ...shopDown, severity: 5 as never }] }),
    ['classificationRules[0] (shop-down).severity: 5 is not a severity'],
  ],
  [
    'a rule that publishes what never goes public by itself',
    (good) => ({ ...good, classificationRules: [{ ...shopDown, severity: 3 }] }),
    ['classificationRules[0] (shop-down): publishes: true, but SEV-3 never goes public by itself'],
  ],
  [
    'a rule that publishes for no service',
    (good) => ({ ...good, classificationRules: [{ ...shopDown, service: undefined, runbook: 'https://x.example' }] }),
    [
      'classificationRules[0] (shop-down): it pages at any hour (SEV-1), but nobody owns it: it names no service, and no incident type with people of its own',
      'classificationRules[0] (shop-down): publishes: true, but the rule names no service',
    ],
  ],
  [
    'a rule that publishes for a service that customers do not know',
    (good) => ({ ...good, services: [{ ...service, component: undefined }] }),
    ['classificationRules[0] (shop-down): publishes: true, but the service shop has no public component'],
  ],
  [
    'a rule that publishes without words written in calm weather',
    (good) => withComponents(good, { ...component, ifFailing: undefined }),
    ['classificationRules[0] (shop-down): publishes: true, but the component shop has no ifFailing sentence'],
  ],
  [
    'a rule behind one that fits everything',
    (good) => ({ ...good, classificationRules: [{ ...anyAlarm, when: { name: '*' } }, shopDown] }),
    [
      'classificationRules[0] (any-alarm): it makes everything of aws.guardduty, aws.health, aws.securityhub SEV-3, however grave they say it is',
      'classificationRules[1] (shop-down): it is never reached: any-alarm before it fits every alert',
    ],
  ],
  [
    'more people than the stack can page',
    (good) => ({ ...good, responders: [chris, robin, ...crowd(39)] }),
    ['responders: 41 people with ids this long are more than one stack can page'],
  ],
  [
    'an account id that lost its leading zero',
    (good) => ({ ...good, accounts: { 12345678901: { name: 'shop', environment: 'production' } } }),
    ['accounts.12345678901: it is not an account id'],
  ],
  [
    'an organization by its name',
    (good) => ({ ...good, organizationId: 'acme' }),
    ['organizationId: acme is not the id of an organization'],
  ],
  [
    'a support link that no customer can follow',
    (good) => ({ ...good, statusPage: { ...good.statusPage, supportUrl: 'javascript:alert(1)' } }),
    ['statusPage.supportUrl: javascript:alert(1) is not a link for customers'],
  ],
  [
    'a component in a group that does not exist',
    (good) => withComponents(good, { ...component, group: 'shops' }),
    ['statusPage.components[0].group: there is no group shops'],
  ],
  [
    'a group without a component, with the id of one',
    (good) => ({ ...good, statusPage: { ...good.statusPage, groups: [{ id: 'shop', name: 'Shop' }] } }),
    [
      'statusPage.groups[0].id: shop is already at statusPage.components[0].id',
      'statusPage.groups[0]: no component is in shop',
    ],
  ],
  [
    'a sentence for customers that names a server',
    (good) => withComponents(good, { ...component, ifFailing: 'Orders on ip-10-0-3-17 may fail.' }),
    ['statusPage.components[0] (shop): customers would read the name of a server, ip-10-0-3-17'],
  ],
  [
    'a logo and colours that would not work',
    (good) => ({
      ...good,
      statusPage: { ...good.statusPage, brand: { logo: '<img src=x>', accent: { light: '#ffcc00', dark: 'red' } } },
    }),
    [
      'statusPage.brand.logo: it is not an SVG',
      'statusPage.brand.accent.light: #ffcc00 has only 1.4 : 1 on a light page',
      'statusPage.brand.accent.dark: red is no colour',
    ],
  ],
  [
    'an address of its own that no visitor could reach',
    (good) => {
      const certificateArn = 'arn:aws:acm:eu-central-1:123456789012:certificate/0a1b2c3d';
      const domain = { name: 'https://status.example.com', certificateArn };
      return { ...good, statusPage: { ...good.statusPage, domain } };
    },
    [
      'statusPage.domain.name: https://status.example.com is not the name of a domain',
      'statusPage.domain.certificateArn: the certificate is in eu-central-1',
    ],
  ],
  [
    'a page without a name',
    (good) => ({ ...good, statusPage: { ...good.statusPage, name: '' } }),
    ['statusPage.name: it is empty'],
  ],
];

function policyAt(level: number): string {
  return `${policy}.levels[${level}]`;
}

function levels(...people: string[][]): Configuration['escalationPolicies'] {
  return [{ id: 'all', levels: people }];
}

function withComponents(good: Configuration, ...components: Configuration['statusPage']['components']): Configuration {
  return { ...good, statusPage: { ...good.statusPage, components } };
}

function crowd(size: number): Configuration['responders'] {
  return Array.from({ length: size }, (_, index) => ({
    ...{ ...robin, id: `r${index}`, email: `r${index}@example.net` },
  }));
}
