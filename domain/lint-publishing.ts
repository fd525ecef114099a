import type { ClassificationRule } from './classification';
import type { Configuration } from './configuration';
import type { Finding } from './finding';
import { severityName } from './severity';

/** A notice that goes public by itself needs words that were written in calm weather. */
export function lintPublishing(
  rule: ClassificationRule,
  place: string,
  { services, statusPage }: Configuration,
): Finding[] {
  const findings: Finding[] = [];
  if (rule.severity === 3 || rule.severity === 4) {
    const problem = `publishes: true, but ${severityName(rule.severity)} never goes public by itself`;
    findings.push({ place, problem, mend: 'Remove publishes, or use severity 1 or 2.' });
  }
  const service = services.find(({ id }) => id === rule.service);
  if (rule.service === undefined) {
    const problem = 'publishes: true, but the rule names no service';
    findings.push({ place, problem, mend: 'Name the service whose component customers know.' });
  } else if (service && service.component === undefined) {
    const problem = `publishes: true, but the service ${service.id} has no public component`;
    findings.push({ place, problem, mend: 'Give the service its component, or remove publishes.' });
  }
  const component = statusPage.components.find(({ id }) => id === service?.component);
  if (component && !component.ifFailing?.trim()) {
    const problem = `publishes: true, but the component ${component.id} has no ifFailing sentence`;
    findings.push({
      place,
      problem,
      mend: 'Write what customers cannot do: ifFailing: "Paying by card may fail or be slow."',
    });
  }
  return findings;
}
