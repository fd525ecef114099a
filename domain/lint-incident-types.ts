import type { Configuration } from './configuration';
import { emptyTexts, repeated, unknownReference, type Finding } from './finding';
import { usualIncidentType, type IncidentTypeSettings, type ReportDuty } from './incident-type';

/** Everything wrong with the organization's own types of incident. */
export function lintIncidentTypes(configuration: Configuration): Finding[] {
  const types = configuration.incidentTypes ?? [];
  return [
    ...repeated(
      types.map(({ id }) => id),
      (index) => `incidentTypes[${index}].id`,
    ),
    ...types.flatMap((type, index) => lintType(type, `incidentTypes[${index}] (${type.id})`, index, configuration)),
  ];
}

function lintType(type: IncidentTypeSettings, place: string, index: number, configuration: Configuration): Finding[] {
  const findings: Finding[] = [];
  if (type.id === usualIncidentType && type.escalationPolicy !== undefined) {
    const problem = `every alert is ${usualIncidentType} that says nothing else, so no service's own people would be paged`;
    const mend = 'Leave it out here; set it on each service, or as defaultEscalationPolicy.';
    findings.push({ place: `${place}.escalationPolicy`, problem, mend });
  }
  const every = type.updateEveryMinutes;
  if (every !== undefined && !(Number.isInteger(every) && every >= 5 && every <= 1440)) {
    const problem = `every ${every} minutes is not a rhythm that people can keep`;
    findings.push({ place: `${place}.updateEveryMinutes`, problem, mend: 'Write whole minutes, 5 to 1440.' });
  }
  return [
    ...emptyTexts({ [`incidentTypes[${index}].id`]: type.id, [`${place}.name`]: type.name }),
    ...unknownReference(
      `${place}.escalationPolicy`,
      type.escalationPolicy,
      'escalation policy',
      configuration.escalationPolicies.map(({ id }) => id),
    ),
    ...findings,
    ...(type.reports ?? []).flatMap((report, at) => lintReport(report, `${place}.reports[${at}]`, configuration)),
  ];
}

function lintReport({ to, by, withinHours }: ReportDuty, place: string, { responders }: Configuration): Finding[] {
  const findings: Finding[] = [];
  if (!(withinHours > 0 && withinHours <= 8_760)) {
    const problem = `${withinHours} hours is not a time limit`;
    findings.push({ place: `${place}.withinHours`, problem, mend: 'Write hours, at most a year: 72.' });
  }
  return [
    ...emptyTexts({ [`${place}.to`]: to }, 'Say who is told: the data protection authority.'),
    ...unknownReference(
      `${place}.by`,
      by,
      'responder',
      responders.map(({ id }) => id),
    ),
    ...findings,
  ];
}
