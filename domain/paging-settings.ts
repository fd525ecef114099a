import type { WallTime, Weekday } from './wall-clock';

/** Where messages leave from, and who is told besides people. */
export interface PagingSettings {
  /** The number that calls people, by the id that AWS gives it, `phone-0123456789abcdef…`. Without it nobody is called. */
  readonly voiceNumber?: string;
  /** The weekly test page; Tuesday 10:00 where it is left out. */
  readonly testPages?: TestPageTime | 'never';
  /** The numbers, in E.164 form, that text messages and calls of this stack come from: for the contact card. */
  readonly sendingNumbers?: readonly string[];
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

/** When everybody gets a test page each week, by the clock on the wall of each. */
export interface TestPageTime {
  readonly on: Weekday;
  readonly at: WallTime;
}

/** In the middle of a morning of work, and not on a Monday, which is when most holidays are. */
export const usualTestPages: TestPageTime = { on: 'Tue', at: '10:00' };
