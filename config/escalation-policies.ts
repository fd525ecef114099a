import type { EscalationPolicy } from '../domain/responder';

/** Who is paged, in which order: people, or whoever has a rotation of `config/on-call.ts` then. How long each level has is the severity's business: see `domain/severity.ts`. */
export const escalationPolicies: readonly EscalationPolicy[] = [
  { id: 'platform', levels: [['alex'], ['sam'], ['kim']] },
  { id: 'privacy', levels: [['kim'], ['alex']] },
  { id: 'data', levels: [[{ rotation: 'data' }], [{ rotation: 'data-second' }], ['kim']] },
];
