import type { Instant } from './instant';
import type { Channel } from './responder';
import type { Severity } from './severity';

export type MessageKind = 'page' | 'notice' | 'reminder' | 'overdue' | 'resolved' | 'test';

/** Who is paged next, and when, unless somebody acknowledges. */
export interface NextPaged {
  /** Left out: everybody. */
  readonly name?: string;
  readonly at: Instant;
}

/** What a message says; the sentences are in `texts/responders`. */
export type Saying =
  | { readonly says: 'first-page'; readonly next?: NextPaged }
  | { readonly says: 'again'; readonly next?: NextPaged }
  | { readonly says: 'escalated'; readonly silent: string; readonly next?: NextPaged }
  | { readonly says: 'nobody-came'; readonly again: Instant }
  /** It was of `who`; their `own` where they are the reader. */
  | { readonly says: 'lapsed'; readonly who: string; readonly own?: true; readonly next?: NextPaged }
  /** `who` was called and cannot come. */
  | { readonly says: 'declined'; readonly who: string; readonly next?: NextPaged }
  /** `who` gave it back, or `by` took it from them. */
  | { readonly says: 'given-back'; readonly who: string; readonly by?: string; readonly next?: NextPaged }
  /** `who` wants this person to come; `has` it themselves where that is true. */
  | { readonly says: 'asked-for'; readonly who: string; readonly has: boolean; readonly reason?: string }
  | { readonly says: 'failing-again'; readonly at: Instant; readonly afterResolve: boolean; readonly next?: NextPaged }
  | { readonly says: 'ok-again'; readonly at: Instant; readonly next?: string }
  | { readonly says: 'opened-quietly'; readonly pagedAt?: Instant; readonly observedUntil?: Instant }
  | { readonly says: 'keeps-firing'; readonly count: number }
  | { readonly says: 'worse'; readonly from: Severity; readonly because: string }
  /** `next`: when somebody is paged next; left out: never. */
  | { readonly says: 'lowered'; readonly from: Severity; readonly because: string; readonly next?: Instant }
  | { readonly says: 'informed'; readonly level: number }
  | { readonly says: 'incident-manager' }
  | { readonly says: 'acknowledged'; readonly who: string; readonly at: Instant }
  /** To those who were told that somebody has it and are not paged themselves now: that is over, and these `paged`, or nobody. */
  | {
      readonly says: 'let-go';
      readonly who: string;
      readonly why: 'gave it back' | 'lapsed' | 'taken back';
      /** The reader is who had it. */
      readonly own?: true;
      readonly at: Instant;
      readonly paged?: string;
    }
  | { readonly says: 'alone'; readonly minutes: number; readonly next?: string }
  | { readonly says: 'unresolved'; readonly who: string; readonly since: Instant }
  | { readonly says: 'ask-to-resolve'; readonly since: Instant }
  | { readonly says: 'update-due'; readonly dueAt: Instant }
  | { readonly says: 'update-overdue'; readonly dueAt: Instant; readonly missed: number }
  | { readonly says: 'decide-notice'; readonly component: string; readonly because: string }
  /** By itself, because every alert is OK, where nobody did it. */
  | { readonly says: 'resolved'; readonly who?: string; readonly at: Instant };

/** Which state of the incident makes a message worth sending; looked at again right before each send. */
export type WorthWhile = 'unacknowledged' | 'open' | 'always';

/** One message to one person, to be sent once, on all its channels. Its number is unique in its incident. */
export interface Message {
  readonly number: number;
  readonly incidentId: string;
  /** The responder's id. */
  readonly to: string;
  readonly kind: MessageKind;
  readonly channels: readonly Channel[];
  readonly level: number;
  readonly attempt: number;
  readonly saying: Saying;
  readonly worthWhile: WorthWhile;
  readonly queuedAt: Instant;
  /** The link in it stops working then. */
  readonly linkExpiresAt: Instant;
}
