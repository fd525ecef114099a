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
}

/** How a message travels. */
export type Channel = 'email' | 'sms';

/** Whom a level names: a responder, or whoever has a rotation at that moment. */
export type Target = string | { readonly rotation: string };

/** Who is paged, in which order. */
export interface EscalationPolicy {
  readonly id: string;
  /** Level 1 first; each level is one or more responder ids or rotations. */
  readonly levels: readonly (readonly Target[])[];
}
