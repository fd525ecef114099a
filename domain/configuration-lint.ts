import { sourceGroups } from './alert-sources/sources';
import type { Configuration } from './configuration';
import { repeated, unknownReference, type Finding } from './finding';
import { lintEscalation, lintResponders } from './lint-people';
import { lintRules } from './lint-rules';
import { lintWebhooks } from './lint-webhooks';

/** Everything that is wrong with a configuration, all at once; empty when it may be deployed. */
export function lintConfiguration(configuration: Configuration): Finding[] {
  const { responders, escalationPolicies, services, classificationRules, statusPage } = configuration;
  return [
    ...emptyTexts({ organization: configuration.organization, 'statusPage.name': statusPage.name }),
    ...lintResponders(responders),
    ...lintEscalation(escalationPolicies, responders, configuration),
    ...lintServices(configuration),
    ...lintRules(classificationRules, services, statusPage.components),
    ...lintStatusPage(configuration),
    ...lintAccounts(configuration),
    ...lintSources(configuration.sources ?? []),
    ...lintWebhooks(configuration.webhooks ?? []),
  ];
}

function lintServices({ services, escalationPolicies, statusPage }: Configuration): Finding[] {
  const policies = escalationPolicies.map(({ id }) => id);
  const components = statusPage.components.map(({ id }) => id);
  return [
    ...repeated(
      services.map(({ id }) => id),
      (index) => `services[${index}].id`,
    ),
    ...services.flatMap(({ id, escalationPolicy, component }, index) => [
      ...unknownReference(
        `services[${index}] (${id}).escalationPolicy`,
        escalationPolicy,
        'escalation policy',
        policies,
      ),
      ...unknownReference(`services[${index}] (${id}).component`, component, 'component', components),
    ]),
  ];
}

function lintStatusPage({ statusPage }: Configuration): Finding[] {
  const { components, supportUrl } = statusPage;
  const findings = repeated(
    components.map(({ id }) => id),
    (index) => `statusPage.components[${index}].id`,
  );
  if (supportUrl !== undefined && !/^(https:\/\/|mailto:)\S+$/.test(supportUrl)) {
    const problem = `${supportUrl} is not a link for customers`;
    findings.push({ place: 'statusPage.supportUrl', problem, mend: 'Write https://… or mailto:…' });
  }
  return findings;
}

function lintSources(sources: readonly string[]): Finding[] {
  return [
    ...repeated(sources, (index) => `sources[${index}]`),
    ...sources.flatMap((source, index) => unknownReference(`sources[${index}]`, source, 'source', sourceGroups)),
  ];
}

function lintAccounts({ accounts }: Configuration): Finding[] {
  return Object.keys(accounts)
    .filter((id) => !/^\d{12}$/.test(id))
    .map((id) => ({
      place: `accounts.${id}`,
      problem: 'it is not an account id',
      mend: "Write its 12 digits in quotes: '012345678901'.",
    }));
}

function emptyTexts(texts: Readonly<Record<string, string>>): Finding[] {
  return Object.entries(texts)
    .filter(([, text]) => text.trim() === '')
    .map(([place]) => ({ place, problem: 'it is empty', mend: 'Say what customers and responders should read.' }));
}
