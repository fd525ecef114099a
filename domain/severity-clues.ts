import type { Alert } from './alert';
import type { ClassificationRule } from './classification';
import type { Service } from './configuration';
import { readSeverity, severityName, severityWhenUnknown, type Severity } from './severity';

/** Where a severity is looked for, in this order: the first place that has one decides. */
export type CluePlace = 'alarm tag' | 'rule table' | 'alert itself' | 'service tier' | 'default';

/** What one place says of an alert's severity: the reason for it, or why it says none. */
export interface Clue {
  readonly place: CluePlace;
  readonly severity?: Severity;
  /** `rule checkout-down`, `tag tocsin:severity=SEV-1`; without a severity `no rule fits`. */
  readonly because: string;
}

/** A clue that has a severity. */
export type Verdict = Clue & { readonly severity: Severity };

/** The alarm tag that outranks the rule table. */
export const severityTag = 'tocsin:severity';

/** What each place says of the alert, in order. */
export function cluesFor(alert: Alert, rule: ClassificationRule | undefined, service: Service | undefined): Clue[] {
  return [tagged(alert), ruled(rule), claimed(alert), tiered(alert, service), defaulted(alert)];
}

/** The first clue with a severity; what could not be read is unknown, whatever it seems to say. */
export function verdictOn(alert: Alert, rule: ClassificationRule | undefined, service: Service | undefined): Verdict {
  if (alert.malformed !== undefined) return defaulted(alert);
  return cluesFor(alert, rule, service).find(isVerdict) ?? defaulted(alert);
}

function isVerdict(clue: Clue): clue is Verdict {
  return clue.severity !== undefined;
}

function tagged({ tags }: Alert): Clue {
  const place = 'alarm tag';
  const said = Object.hasOwn(tags, severityTag) ? tags[severityTag] : undefined;
  if (said === undefined) return { place, because: `it has no tag ${severityTag}` };
  const severity = readSeverity(said);
  if (severity === undefined) return { place, because: `its tag ${severityTag} is no severity: ${said}` };
  return { place, severity, because: `tag ${severityTag}=${severityName(severity)}` };
}

function ruled(rule: ClassificationRule | undefined): Clue {
  const place = 'rule table';
  return rule ? { place, severity: rule.severity, because: `rule ${rule.name}` } : { place, because: 'no rule fits' };
}

function claimed({ claims }: Alert): Clue {
  const place = 'alert itself';
  if (claims?.severity === undefined) return { place, because: 'it claims no severity' };
  return { place, severity: claims.severity, because: claims.because ?? 'the alert says so' };
}

/** An alert is worth what its service is worth: tier 1 is SEV-1. One that warns before anybody is hit is worth a step less. */
function tiered({ triggerClass }: Alert, service: Service | undefined): Clue {
  const place = 'service tier';
  if (service === undefined) return { place, because: 'it is about no service of the catalogue' };
  if (service.tier === undefined) return { place, because: `the service ${service.id} has no tier` };
  const because = `tier ${service.tier} of service ${service.id}`;
  if (triggerClass !== 'early-warning') return { place, severity: service.tier, because };
  return { place, severity: (service.tier + 1) as Severity, because: `${because}, an early warning` };
}

/** Nobody classified it: the worst that is likely, until a person has looked. */
function defaulted({ malformed }: Alert): Verdict {
  const because = malformed === undefined ? 'no rule knows it' : `the event could not be read (${malformed})`;
  return { place: 'default', severity: severityWhenUnknown, because };
}
