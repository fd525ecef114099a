import type { OutgoingMessage } from './ports';

/** A mail that waits for its second. */
export interface LateMail {
  /** In seconds since 1970. */
  readonly second: number;
  readonly outgoing: OutgoingMessage;
}

/** Shares out the seconds in which mails may leave, to all functions of the stack together. */
export interface MailSeconds {
  /** Takes the first second with room that is not before `now`, both in seconds since 1970. */
  take(now: number): Promise<number>;
}

/** Where mails wait. */
export interface LateMails {
  /** It comes back after so many seconds. */
  keep(mail: LateMail, delay: number): Promise<void>;
}
