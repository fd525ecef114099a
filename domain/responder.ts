import type { Severity } from './severity';
import type { WallTime } from './wall-clock';

/** A person who can be paged. The id is what incidents and timelines keep; addresses live in `config/` alone. */
export interface Responder {
  readonly id: string;
  /** What others read: `Sam is paged at 03:07`. */
  readonly name: string;
  readonly email: string;
  /** E.164, `+4915112345678`; without it the person gets mail only. */
  readonly phone?: string;
  /** IANA zone in which this person's messages tell the time. */
  readonly timeZone: string;
  /** The responder who is called when a rotation of this person has nobody. */
  readonly manager?: string;
  /** In which order this person is reached, for all severities or for each; by SMS and mail at once where it is left out. */
  readonly channels?: readonly Channel[] | ChannelsBySeverity;
  /** The app that pushes go to; its address is a secret. Without it there are none. */
  readonly push?: PushApp;
  /** When SEV-3 and SEV-4 ring no telephone of this person's, by the clock on the wall of their zone. */
  readonly quietHours?: { readonly from: WallTime; readonly until: WallTime };
}

/** How a message travels: a text message, a spoken call, a push to an app, a mail. */
export type Channel = 'sms' | 'voice' | 'push' | 'email';

export const channels: readonly Channel[] = ['sms', 'voice', 'push', 'email'];

/** An order for each severity that has one of its own. */
export type ChannelsBySeverity = Readonly<Partial<Record<SeverityName, readonly Channel[]>>>;
type SeverityName = `SEV-${Severity}`;

/** `generic` is any address that takes JSON by HTTPS. */
export type PushApp = 'ntfy' | 'pushover' | 'generic';

export const pushApps: readonly PushApp[] = ['ntfy', 'pushover', 'generic'];

/** Whom a level names: a responder, or whoever has a rotation at that moment. */
export type Target = string | { readonly rotation: string };

/** Who is paged, in which order. */
export interface EscalationPolicy {
  readonly id: string;
  /** Level 1 first; each level is one or more responder ids or rotations. */
  readonly levels: readonly (readonly Target[])[];
}
