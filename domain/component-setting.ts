import { earliest, type Instant } from './instant';
import type { ComponentState, PublicText } from './notice';
import type { Interval } from './uptime';

/** What a person set a component to, with the words that customers read beside it. */
export interface ComponentSetting {
  readonly component: string;
  readonly state: ComponentState;
  readonly words: PublicText;
  readonly at: Instant;
  /** When it ends by itself. */
  readonly until?: Instant;
  /** When a person ended it, or set something else. */
  readonly endedAt?: Instant;
  /** Who set it. Never rendered. */
  readonly by: string;
}

/** When it ended or will end; undefined for one that stays until somebody ends it. */
export function endOfSetting({ until, endedAt }: ComponentSetting): Instant | undefined {
  return earliest(until, endedAt);
}

/** True while customers are to see it. */
export function isInForce(setting: ComponentSetting, now: Instant): boolean {
  const end = endOfSetting(setting);
  return setting.at <= now && (end === undefined || end > now);
}

/** When anything that customers see of it last changed: it was set, or it has ended. */
export function settingTouchedAt(setting: ComponentSetting, now: Instant): Instant {
  const end = endOfSetting(setting);
  return end !== undefined && end <= now ? end : setting.at;
}

/** The time it covers. One that says that all is well covers none. */
export function settingInterval(setting: ComponentSetting): Interval[] {
  if (setting.state === 'operational') return [];
  return [{ from: setting.at, to: endOfSetting(setting), state: setting.state }];
}
