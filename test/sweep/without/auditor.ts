import type { AuditPromises } from '../../../lambdas/audit-promises/audit-promises';

/** An auditor whose heart beats, and which looks at nothing. */
export async function auditPromises({ count }: AuditPromises): Promise<void> {
  count('AuditHeartbeat', 1);
}
