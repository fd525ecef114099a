import { openJournal, type Journal } from '../journal';

/** One message to one person by one channel, as `messages.json` shows it. What the message did not carry is null. */
export interface OutboxMessage {
  readonly id: string;
  /** ISO 8601, UTC, by the clock. */
  readonly at: string;
  readonly to: string;
  readonly channel: 'email' | 'sms' | 'https' | 'voice';
  readonly kind: string | null;
  readonly incidentId: string | null;
  readonly responder: string | null;
  readonly level: number | null;
  readonly subject: string | null;
  readonly body: string;
  /** The first link that stands alone on a line of the body, else the first link. */
  readonly link: string | null;
}

/** Every message that would have left for a person, oldest first; survives `kill -9`. */
export class Outbox {
  private readonly journal: Journal<OutboxMessage>;
  private readonly kept: OutboxMessage[];

  constructor(directory?: string) {
    this.journal = openJournal(directory, 'outbox');
    this.kept = this.journal.replay();
  }

  messages(): readonly OutboxMessage[] {
    return this.kept;
  }

  add(message: OutboxMessage): void {
    this.journal.append(message);
    this.kept.push(message);
  }
}

export function linkIn(body: string): string | null {
  const alone = /^\s*(https?:\/\/\S+)\s*$/m.exec(body);
  return alone?.[1] ?? /https?:\/\/[^\s<>"]+/.exec(body)?.[0] ?? null;
}
