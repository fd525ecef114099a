import type { Instant } from './instant';
import type { Status } from './lifecycle';

declare const forCustomers: unique symbol;

/** Text that customers may read. Made only by `publicText` from what a person wrote for them, or by the sentences of `texts/customers`. */
export type PublicText = string & { readonly [forCustomers]: true };

/** Says that this text was written for customers: by a person with `--public`, or in calm weather in `config/`. */
export function publicText(written: string): PublicText {
  return written as PublicText;
}

export type ComponentState =
  'operational' | 'degraded_performance' | 'partial_outage' | 'major_outage' | 'under_maintenance';

/** From when on a notice claimed which state, `operational` once it was over: what uptime is counted from. */
export interface CourseStep {
  readonly at: Instant;
  readonly state: ComponentState;
}

/** What customers are told about one trouble. It has no field for a hostname, an account or a person. */
export interface Notice {
  /** Public, not guessable from the incident's id. */
  readonly id: string;
  readonly version: number;
  /** The component's id and name as they were; undefined for a notice about none in particular. */
  readonly component?: { readonly id: string; readonly name: string };
  readonly claims: ComponentState;
  readonly status: Status;
  readonly title: PublicText;
  /** Since when, by our clock. */
  readonly startedAt: Instant;
  readonly postedAt: Instant;
  /** When anything about it last changed. */
  readonly changedAt: Instant;
  /** True once an engineer has taken it. */
  readonly acknowledged: boolean;
  readonly updateCount: number;
  readonly nextUpdateBy?: Instant;
  /** The promised time that passed without an update. */
  readonly overdueSince?: Instant;
  /** When our measurements went back to normal, not confirmed by a person. */
  readonly measurementsNormalAt?: Instant;
  readonly resolvedAt?: Instant;
  readonly retractedAt?: Instant;
  /** Every change of what it claims, oldest first, beginning with `startedAt`. Kept by `withCourse`. */
  readonly course?: readonly CourseStep[];
  /** Ids of the incidents behind it that are still open: it resolves with the last one. Never rendered. */
  readonly openIncidents: readonly string[];
}

/** One thing that was said to customers; `edits` are the later wordings of its text, oldest first. */
export type NoticeUpdate = { readonly edits?: readonly { readonly at: Instant; readonly text: PublicText }[] } & (
  | { readonly at: Instant; readonly kind: 'automatic'; readonly status: Status; readonly ifFailing: PublicText }
  | { readonly at: Instant; readonly kind: 'person'; readonly status: Status; readonly text: PublicText }
  | {
      readonly at: Instant;
      readonly kind: 'resolved';
      readonly status: 'resolved';
      readonly text: PublicText;
      readonly cause?: PublicText;
    }
  | { readonly at: Instant; readonly kind: 'retracted'; readonly status: 'resolved' }
  | { readonly at: Instant; readonly kind: 'reopened'; readonly status: 'investigating' }
);

/** A notice with all that was said, oldest first, as the page shows it. */
export interface NoticeWithUpdates {
  readonly notice: Notice;
  readonly updates: readonly NoticeUpdate[];
}
