import { emptyTexts, isNot, type Finding } from './finding';
import { severities } from './severity';
import type { SeverityPolicy } from './severity-policy';

/** Everything wrong with the agreement on what the severities mean; there may be none. */
export function lintSeverityPolicy(policy: SeverityPolicy | undefined): Finding[] {
  if (policy === undefined) return [];
  const { version, agreedOn, approvedBy, meanings } = policy;
  const findings = emptyTexts({ 'severityPolicy.version': version }, 'Write 1, and raise it with each change.');
  if (!/^\d{4}-\d\d-\d\d$/.test(agreedOn) || Number.isNaN(Date.parse(agreedOn))) {
    const problem = isNot(agreedOn, 'a day');
    findings.push({ place: 'severityPolicy.agreedOn', problem, mend: 'Write it as 2027-01-11.' });
  }
  const functions = new Set(approvedBy.map((approver) => approver.function.trim().toLowerCase()));
  if (functions.size < 2) {
    const problem = `only ${functions.size === 1 ? 'one function' : 'nobody'} has approved what the severities mean`;
    const mend = 'Let another function agree, customer support say: whoever answers to customers is bound by it too.';
    findings.push({ place: 'severityPolicy.approvedBy', problem, mend });
  }
  return [
    ...findings,
    ...severities.flatMap((severity) =>
      emptyTexts({ [`severityPolicy.meanings.${severity}`]: meanings[severity] }, 'Say what it means to customers.'),
    ),
  ];
}
