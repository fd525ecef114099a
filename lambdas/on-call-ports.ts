import type { ShiftFeedback } from '../domain/shift-feedback';
import type { Instant } from '../domain/instant';
import type { Override } from '../domain/override';

/** Who stands in for whom on call. Every read is strongly consistent. */
export interface OverrideStore {
  override(id: string): Promise<Override | undefined>;
  /** Those that are still to come or last, and those that ended in the last 30 days. */
  overrides(): Promise<readonly Override[]>;
  /** False when it was not so any more: one that is new is there already, or one that lasts was ended by somebody else. */
  keepOverride(override: Override, expected: 'new' | 'lasts'): Promise<boolean>;
}

/** What people said about their shifts. */
export interface FeedbackStore {
  keep(feedback: ShiftFeedback): Promise<void>;
  /** Oldest first. */
  since(at: Instant): Promise<readonly ShiftFeedback[]>;
}
