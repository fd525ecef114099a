import type { Instant } from './instant';

/** What somebody says about a shift that they had. */
export interface ShiftFeedback {
  readonly rotation: string;
  /** From 1 (hard) to 5 (easy). */
  readonly score: number;
  readonly note?: string;
  readonly at: Instant;
  /** The id of who said it, and their name. */
  readonly by: string;
  readonly name: string;
}

/** How the shifts of a rotation were, against the time before. */
export interface FeedbackTrend {
  readonly rotation: string;
  readonly count: number;
  /** Left out where nobody said anything. */
  readonly average?: number;
  readonly before?: number;
}

/** The trend of each rotation that somebody said something about: from an instant on, and before it. */
export function trends(feedback: readonly ShiftFeedback[], since: Instant): readonly FeedbackTrend[] {
  const rotations = [...new Set(feedback.map(({ rotation }) => rotation))].sort();
  return rotations.map((rotation) => {
    const about = feedback.filter((each) => each.rotation === rotation);
    const now = about.filter(({ at }) => at >= since);
    return {
      rotation,
      count: now.length,
      average: averageOf(now),
      before: averageOf(about.filter(({ at }) => at < since)),
    };
  });
}

/** To one decimal. */
function averageOf(feedback: readonly ShiftFeedback[]): number | undefined {
  if (feedback.length === 0) return undefined;
  const sum = feedback.reduce((total, { score }) => total + score, 0);
  return Math.round((sum / feedback.length) * 10) / 10;
}
