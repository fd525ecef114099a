import type { Configuration, Service } from './configuration';
import { emptyTexts, repeated, unknownReference, type Finding } from './finding';

type Services = readonly Service[];

/** Everything wrong with the catalogue of services. */
export function lintServices(configuration: Configuration): Finding[] {
  const { services } = configuration;
  return [
    ...repeated(
      services.map(({ id }) => id),
      (index) => `services[${index}].id`,
    ),
    ...services.flatMap((service, index) =>
      lintService(service, `services[${index}] (${service.id})`, index, configuration),
    ),
    ...circles(services),
  ];
}

function lintService(service: Service, place: string, index: number, configuration: Configuration): Finding[] {
  const { escalationPolicies, statusPage, services } = configuration;
  const others = services.map(({ id }) => id).filter((id) => id !== service.id);
  return [
    ...emptyTexts({ [`services[${index}].id`]: service.id }, 'Give it a short name: alarms are tagged with it.'),
    ...emptyTexts({ [`${place}.owner`]: service.owner }, 'Name the team that answers for it.'),
    ...unknownReference(
      `${place}.escalationPolicy`,
      service.escalationPolicy,
      'escalation policy',
      escalationPolicies.map(({ id }) => id),
    ),
    ...unknownReference(
      `${place}.component`,
      service.component,
      'component',
      statusPage.components.map(({ id }) => id),
    ),
    ...(service.dependsOn ?? []).flatMap((needed, at) =>
      unknownReference(`${place}.dependsOn[${at}]`, needed, 'other service', others),
    ),
    ...lintTier(service, place, configuration),
    ...lintAlarms(service, place, services.slice(0, index)),
    ...[service.runbook ?? [], service.dashboards ?? []].flat().flatMap((link) => notALink(link, place)),
    ...lintServiceLevel(service, place),
  ];
}

/** A critical service is to be warned of before customers feel it, and what customers know by name is worth something. */
function lintTier({ id, tier, component }: Service, place: string, configuration: Configuration): Finding[] {
  if (tier === undefined) {
    if (component === undefined) return [];
    const problem = `customers know it as ${component}, but nothing says how much depends on it`;
    return [{ place: `${place}.tier`, problem, mend: 'Give it a tier: 1 critical, 2 important, 3 internal.' }];
  }
  if (![1, 2, 3].includes(tier)) {
    const mend = 'Use 1 (critical), 2 (important) or 3 (internal).';
    return [{ place: `${place}.tier`, problem: `${String(tier)} is not a tier`, mend }];
  }
  const warned = configuration.classificationRules.some(
    (rule) => rule.service === id && rule.triggerClass === 'early-warning',
  );
  if (tier !== 1 || warned) return [];
  const problem = 'it is critical (tier 1), and no rule warns before customers are hit';
  const mend =
    "Add a rule for an alarm that rings earlier (latency, queue length, quota) with triggerClass: 'early-warning' " +
    `and service: '${id}', or give the service a lower tier.`;
  return [{ place, problem, mend }];
}

/** An alarm's name leads to one service. */
function lintAlarms({ alarms = [] }: Service, place: string, before: Services): Finding[] {
  return alarms.flatMap((pattern, at): Finding[] => {
    const here = `${place}.alarms[${at}]`;
    if (/^\**$/.test(pattern)) {
      const problem = `"${pattern}" fits ${pattern === '' ? 'no' : 'every'} alarm`;
      return [{ place: here, problem, mend: "Write how its alarms are named: 'checkout-*'." }];
    }
    const other = before.find((service) => service.alarms?.includes(pattern));
    if (!other) return [];
    return [{ place: here, problem: `${pattern} belongs to ${other.id} already`, mend: 'Give it to one of the two.' }];
  });
}

function notALink(link: string, place: string): Finding[] {
  if (/^https:\/\/[^\s"'<>]+$/.test(link)) return [];
  return [{ place, problem: `"${link}" is not a link`, mend: 'Write https://…, as a browser opens it.' }];
}

function lintServiceLevel({ slo }: Service, place: string): Finding[] {
  if (slo === undefined) return [];
  const findings = emptyTexts({ [`${place}.slo.name`]: slo.name }, 'Say what is counted: requests answered.');
  if (!(slo.objective > 0 && slo.objective < 100)) {
    const problem = `${slo.objective} percent leaves nothing to be measured against`;
    findings.push({ place: `${place}.slo.objective`, problem, mend: 'Write percent, above 0 and below 100: 99.9.' });
  }
  if (!(slo.windowDays >= 1 && slo.windowDays <= 366)) {
    const problem = `${slo.windowDays} days is not a window`;
    findings.push({ place: `${place}.slo.windowDays`, problem, mend: 'Write 1 to 366 days: 28 or 30 is usual.' });
  }
  return findings;
}

/** Services that need each other in a ring: of those, none explains why another fails. */
function circles(services: Services): Finding[] {
  const found = services.flatMap(({ id }) => {
    const ring = ringFrom(id, services);
    // Each ring is told once, by the service of it that stands first in the catalogue.
    return ring && services.find((service) => ring.includes(service.id))?.id === id ? [{ id, ring }] : [];
  });
  return found.map(({ id, ring }) => ({
    place: `services[${services.findIndex((service) => service.id === id)}] (${id}).dependsOn`,
    problem: `they depend on each other in a ring: ${[...ring, id].join(' → ')}`,
    mend: 'Take one of them out: whose failure explains the others?',
  }));
}

/** The shortest way from a service back to itself; undefined where there is none, and for itself alone, which is no other service. */
function ringFrom(id: string, services: Services): readonly string[] | undefined {
  let ways: string[][] = [[id]];
  const seen = new Set<string>();
  while (ways.length > 0) {
    const next: string[][] = [];
    for (const way of ways) {
      const last = services.find((service) => service.id === way.at(-1));
      for (const needed of last?.dependsOn ?? []) {
        if (needed === id) {
          if (way.length > 1) return way;
        } else if (!seen.has(needed)) {
          seen.add(needed);
          next.push([...way, needed]);
        }
      }
    }
    ways = next;
  }
  return undefined;
}
