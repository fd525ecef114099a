import { sourceGroups } from './alert-sources/sources';
import type { Account, Configuration } from './configuration';
import { emptyTexts, repeated, unknownReference, unlessUnreadable, type Finding } from './finding';
import { lintChannels } from './lint-channels';
import { lintIncidentTypes } from './lint-incident-types';
import { lintHeartbeats } from './lint-heartbeats';
import { lintOnCall } from './lint-on-call';
import { lintEscalation, lintResponders } from './lint-people';
import { lintPaging } from './lint-paging';
import { lintRules } from './lint-rules';
import { lintServices } from './lint-catalogue';
import { lintSeverityPolicy } from './lint-severity-policy';
import { lintStatusPage } from './lint-status-page';
import { lintMaintenanceWindows } from './lint-quiet';
import { lintWebhooks } from './lint-webhooks';

/** Everything that is wrong with a configuration, all at once; empty when it may be deployed. */
export function lintConfiguration(configuration: Configuration): Finding[] {
  const { responders, escalationPolicies, statusPage } = configuration;
  const lints: Readonly<Record<string, () => Finding[]>> = {
    organization: () => emptyTexts({ organization: configuration.organization, 'statusPage.name': statusPage.name }),
    responders: () => lintResponders(responders),
    'responders, paging': () => lintChannels(configuration),
    escalationPolicies: () => lintEscalation(escalationPolicies, responders, configuration),
    onCall: () => lintOnCall(configuration),
    paging: () => lintPaging(configuration.paging ?? {}),
    services: () => lintServices(configuration),
    incidentTypes: () => lintIncidentTypes(configuration),
    severityPolicy: () => lintSeverityPolicy(configuration.severityPolicy),
    classificationRules: () => lintRules(configuration),
    statusPage: () => lintStatusPage(statusPage),
    accounts: () => lintAccounts(configuration),
    organizationId: () => lintOrganization(configuration),
    sources: () => lintSources(configuration.sources ?? []),
    maintenanceWindows: () => lintMaintenanceWindows(configuration),
    webhooks: () => lintWebhooks(configuration.webhooks ?? []),
    heartbeats: () =>
      lintHeartbeats(
        configuration.heartbeats ?? [],
        configuration.services.map(({ id }) => id),
      ),
  };
  return Object.entries(lints).flatMap(([place, lint]) => unlessUnreadable(place, lint));
}

function lintSources(sources: readonly string[]): Finding[] {
  return [
    ...repeated(sources, (index) => `sources[${index}]`),
    ...sources.flatMap((source, index) => unknownReference(`sources[${index}]`, source, 'source', sourceGroups)),
  ];
}

/** An account was its name alone once: whoever still writes it so is told how to go on. */
function lintAccounts({ accounts }: Configuration): Finding[] {
  return Object.entries(accounts as Readonly<Record<string, Account | string>>).flatMap(([id, account]) => {
    const place = `accounts.${id}`;
    const findings: Finding[] = [];
    if (!/^\d{12}$/.test(id)) {
      const mend = "Write its 12 digits in quotes: '012345678901'.";
      findings.push({ place, problem: 'it is not an account id', mend });
    }
    if (typeof account === 'string') {
      const mend = `Write '${id}': { name: '${account}', environment: 'production' }, with the environment it is.`;
      return [...findings, { place, problem: 'it is a name alone, without an environment', mend }];
    }
    return [
      ...findings,
      ...emptyTexts({ [`${place}.name`]: account.name, [`${place}.environment`]: account.environment }),
    ];
  });
}

function lintOrganization({ organizationId }: Configuration): Finding[] {
  if (organizationId === undefined || /^o-[a-z0-9]{10,32}$/.test(organizationId)) return [];
  const problem = `${organizationId} is not the id of an organization`;
  const mend = 'Write it as `aws organizations describe-organization` tells it: o- and 10 to 32 letters and digits.';
  return [{ place: 'organizationId', problem, mend }];
}
