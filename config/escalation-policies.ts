import type { EscalationPolicy } from '../domain/responder';

/** Who is paged, in which order. How long each level has is the severity's business: see `domain/severity.ts`. */
export const escalationPolicies: readonly EscalationPolicy[] = [
  { id: 'platform', levels: [['alex'], ['sam'], ['kim']] },
  { id: 'privacy', levels: [['kim'], ['alex']] },
];
