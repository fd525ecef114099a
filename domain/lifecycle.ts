/** The one status that people set. The page shows the same words. */
export type Status = 'investigating' | 'identified' | 'monitoring' | 'resolved';

export const statuses: readonly Status[] = ['investigating', 'identified', 'monitoring', 'resolved'];

/** Everything that may happen to an incident that already exists. */
export type Transition =
  | 'acknowledge'
  | 'unacknowledge'
  | 'decline'
  | 'escalate'
  | 'note'
  | 'update'
  | 'change-severity'
  | 'hold-notice'
  | 'edit-update'
  | 'retract-notice'
  | 'resolve'
  | 'judge-alarm'
  | 'alert-changes'
  | 'fail-again'
  | 'reopen'
  | 'keep-promise';

const open: readonly Status[] = ['investigating', 'identified', 'monitoring'];

/**
 * The transition table: in which status a transition may happen. A decision asks it before it changes anything, and the
 * very same list becomes the condition of the DynamoDB write, so that a race is lost where it would break the table.
 */
export const allowedIn: Readonly<Record<Transition, readonly Status[]>> = {
  acknowledge: open,
  unacknowledge: open,
  decline: open,
  escalate: open,
  note: statuses,
  update: open,
  'change-severity': open,
  'hold-notice': open,
  'edit-update': statuses,
  'retract-notice': statuses,
  resolve: open,
  'judge-alarm': statuses,
  'alert-changes': statuses,
  'fail-again': ['monitoring'],
  reopen: ['resolved'],
  'keep-promise': open,
};

export function mayHappen(transition: Transition, status: Status): boolean {
  return allowedIn[transition].includes(status);
}

/** The phase and the four-step view of an incident are derived, never set: see `docs/incident-lifecycle.md`. */
export type Phase = 'triage' | 'investigation' | 'mitigation' | 'resolution' | 'post-incident';

export function phaseOf(status: Status, acknowledged: boolean): Phase {
  if (status === 'resolved') return 'post-incident';
  if (status === 'monitoring') return 'resolution';
  if (status === 'identified') return 'mitigation';
  return acknowledged ? 'investigation' : 'triage';
}
