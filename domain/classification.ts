import type { Alert, TriggerClass } from './alert';
import { serviceOf, type Configuration } from './configuration';
import { incidentTypeOf, usualIncidentType, type IncidentTypeSettings } from './incident-type';
import { fits, misfit, patternFits, type Misfit, type RuleCondition } from './rule-condition';
import type { Severity } from './severity';
import { cluesFor, verdictOn, type Clue } from './severity-clues';

/** Security, availability …, or a team's own word. */
export type IncidentType = string;

/** One line of the rule table; the first whose `when` fits wins. */
export interface ClassificationRule {
  readonly name: string;
  readonly when: RuleCondition;
  readonly severity: Severity;
  readonly service?: string;
  readonly incidentType?: IncidentType;
  /** What is wrong, in one sentence for a person at 3 a.m.: `Paying by card is failing.` */
  readonly summary?: string;
  /** A link to what to do. */
  readonly runbook?: string;
  /** The first steps, shown on the acknowledge page. */
  readonly firstSteps?: readonly string[];
  readonly triggerClass?: TriggerClass;
  /** False: it tells of a cause (a full disk, a busy processor) that no customer need feel; such a rule wakes nobody. */
  readonly customerVisible?: false;
  /** True: after its delay, a notice about this goes public by itself unless a person holds it. */
  readonly publishes?: boolean;
  /** True: an alarm that has no data fires, for not hearing is what it watches for. */
  readonly silenceAlarm?: boolean;
}

export interface Classification {
  readonly severity: Severity;
  /** Why, for people: `rule checkout-down`, `tag tocsin:severity=SEV-1`, `no rule knows it`. */
  readonly because: string;
  /** True: nobody classified it; a person is asked to check. */
  readonly needsSeverity: boolean;
  readonly rule?: ClassificationRule;
  readonly service?: string;
  readonly incidentType: IncidentType;
  /** How incidents of that type are handled; left out where nobody has said. */
  readonly type?: IncidentTypeSettings;
  readonly runbook?: string;
}

/** What the configuration knows of rules, services and accounts. */
export type Catalogue = Pick<Configuration, 'classificationRules' | 'services' | 'accounts' | 'incidentTypes'>;

/** The alarm tag that says what an alarm is about. */
export const serviceTag = 'tocsin:service';

/** Says what an alert means: its tag, else the first rule that fits, else its own claim, else the tier of its service, else the worst that is likely. */
export function classify(alert: Alert, catalogue: Catalogue): Classification {
  const { rule, service } = recognise(alert, catalogue);
  const known = serviceOf(service, catalogue);
  const { severity, because, place } = verdictOn(alert, rule, known);
  const incidentType = rule?.incidentType ?? alert.claims?.incidentType ?? usualIncidentType;
  return {
    severity,
    because,
    needsSeverity: place === 'default',
    rule,
    service,
    incidentType,
    type: incidentTypeOf(incidentType, catalogue),
    runbook: rule?.runbook ?? alert.claims?.runbook ?? known?.runbook,
  };
}

/** What each place says of the alert's severity, in the order in which they are asked. */
export function explainSeverity(alert: Alert, catalogue: Catalogue): readonly Clue[] {
  const { rule, service } = recognise(alert, catalogue);
  return alert.malformed === undefined
    ? cluesFor(alert, rule, serviceOf(service, catalogue))
    : [verdictOn(alert, rule, undefined)];
}

/** Every rule that was passed over before one fitted, with what was against it. */
export function passedOver(alert: Alert, catalogue: Catalogue): readonly (Misfit & { readonly rule: string })[] {
  if (alert.malformed !== undefined) return [];
  const environment = environmentOf(alert, catalogue.accounts);
  const found: (Misfit & { readonly rule: string })[] = [];
  for (const { name, when } of catalogue.classificationRules) {
    const against = misfit(when, alert, environment);
    if (against === undefined) return found;
    found.push({ ...against, rule: name });
  }
  return found;
}

/** The first rule that fits, and what the alert is about: by tag, rule, claim, or the services' own patterns. */
function recognise(alert: Alert, catalogue: Catalogue): Pick<Classification, 'rule' | 'service'> {
  if (alert.malformed !== undefined) return {};
  const { classificationRules, services, accounts } = catalogue;
  const environment = environmentOf(alert, accounts);
  const rule = classificationRules.find(({ when }) => fits(when, alert, environment));
  const watching = services.find(({ alarms }) => alarms?.some((pattern) => patternFits(pattern, alert.name)));
  const named = [alert.tags[serviceTag], rule?.service, alert.claims?.service, watching?.id];
  // A tag with a slip of the pen must not send the page to the wrong people while the rule names the right service.
  const service = named.find((name) => serviceOf(name, catalogue)) ?? named.find((name) => name !== undefined);
  return { rule, service };
}

/** The environment of the alert's account; undefined for an account that nobody has named. */
export function environmentOf(
  { account }: Pick<Alert, 'account'>,
  accounts: Catalogue['accounts'],
): string | undefined {
  return account !== undefined && Object.hasOwn(accounts, account) ? accounts[account]?.environment : undefined;
}
