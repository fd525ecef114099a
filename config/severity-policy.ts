import type { SeverityPolicy } from '../domain/severity-policy';

/** What the severities mean, and who agreed to it. How each behaves, minute by minute, is in `domain/severity.ts`. */
export const severityPolicy: SeverityPolicy = {
  version: '1',
  agreedOn: '2026-11-02',
  approvedBy: [
    { name: 'Alex', function: 'engineering' },
    { name: 'Kim', function: 'customer support' },
  ],
  meanings: {
    1: 'Nothing works, or nobody can pay, or somebody has broken in: a complete outage or a critical security breach.',
    2: 'A major function is degraded: some payments fail, many people cannot sign in.',
    3: 'A minor function fails, or a major one for a few customers.',
    4: 'Hardly anybody is hit, and there is a way around it: a cosmetic flaw, a chart that loads late.',
  },
};
