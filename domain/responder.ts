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
}

/** How a message travels. */
export type Channel = 'email' | 'sms';

/** Who is paged when nobody else can be: stands in for an empty level. */
export interface EscalationPolicy {
  readonly id: string;
  /** Level 1 first; each level is one or more responder ids. */
  readonly levels: readonly (readonly string[])[];
}
