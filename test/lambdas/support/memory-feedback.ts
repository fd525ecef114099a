import type { ShiftFeedback } from '../../../domain/shift-feedback';
import type { FeedbackStore } from '../../../lambdas/on-call-ports';

/** What people said about their shifts, in memory. */
export function memoryFeedback(): FeedbackStore {
  const kept: ShiftFeedback[] = [];
  return {
    keep: async (feedback) => void kept.push(feedback),
    since: async (at) => kept.filter((feedback) => feedback.at >= at),
  };
}
