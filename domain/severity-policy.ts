import type { Severity } from './severity';

/** What the severities mean, as those agreed who answer for it: not engineers alone, for the whole organization lives by it. */
export interface SeverityPolicy {
  /** `2`: rises with each change that was agreed. */
  readonly version: string;
  /** The day, `2027-01-11`. */
  readonly agreedOn: string;
  readonly approvedBy: readonly Approver[];
  /** In words that every function understands. */
  readonly meanings: Readonly<Record<Severity, string>>;
}

/** Somebody who approved the policy, and for whom. */
export interface Approver {
  readonly name: string;
  /** `engineering`, `customer support`. */
  readonly function: string;
}

/** `severity policy 2, agreed on 2027-01-11 by Alex (engineering) and Kim (customer support)`. */
export function policyInWords({ version, agreedOn, approvedBy }: SeverityPolicy): string {
  const names = approvedBy.map(({ name, function: of }) => `${name} (${of})`);
  return `severity policy ${version}, agreed on ${agreedOn} by ${names.join(' and ')}`;
}
