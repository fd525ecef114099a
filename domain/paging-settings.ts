/** Where messages leave from, and who is told besides people. */
export interface PagingSettings {
  /** The number that calls people, by the id that AWS gives it, `phone-0123456789abcdef…`. Without it nobody is called. */
  readonly voiceNumber?: string;
  /** Chat rooms that read what happens. They inform; nobody is paged by them. */
  readonly chats?: readonly Chat[];
}

/** A room in a chat program, written to by an incoming webhook, whose address is a secret. */
export interface Chat {
  readonly id: string;
  readonly format: ChatFormat;
  /** The teams (`owner` of their services) whose incidents it reads; all incidents where it is left out. */
  readonly teams?: readonly string[];
}

export type ChatFormat = 'slack' | 'teams';

export const chatFormats: readonly ChatFormat[] = ['slack', 'teams'];
