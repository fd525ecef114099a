/** How one thing stands; `n/a` for what cannot be asked here. */
export type CheckState = 'ok' | 'warn' | 'FAIL' | 'n/a';

/** One line of the doctor. */
export interface Check {
  readonly state: CheckState;
  /** What was looked at: `SMS sandbox`, a person's name. */
  readonly about: string;
  readonly says: string;
  /** What to do, where something is to be done. */
  readonly mend?: string;
}

/** What was asked for, or why nobody could say. */
export type Asked<T> = { readonly known: T } | { readonly unknown: string; readonly here?: boolean };

/** A check of what was asked of AWS; where AWS did not say, that is the line. */
export function checkOf<T>(
  about: string,
  asked: Asked<T>,
  judge: (known: T) => Omit<Check, 'about'> | Omit<Check, 'about'>[],
): Check[] {
  if ('known' in asked) return [judge(asked.known)].flat().map((each) => ({ ...each, about }));
  if (asked.here) return [{ state: 'n/a', about, says: asked.unknown }];
  const mend = 'Sign in with the policy in the output OperatorPolicyArn, and look again.';
  return [{ state: 'warn', about, says: `it cannot be asked: ${asked.unknown}`, mend }];
}
