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
  /** Who set it, and why. Never rendered. */
  readonly by: string;
  readonly reason: string;
}

/** What a person wants a component to be; `operational` ends what was set before. */
export interface SettingWish {
  readonly state: ComponentState;
  /** What customers read beside it. Asked for unless all is to be well again. */
  readonly words?: PublicText;
  readonly until?: Instant;
  readonly reason: string;
}

/** What one transaction writes: what ends, and what begins. */
export interface SettingChange {
  readonly component: string;
  readonly now: Instant;
  readonly before?: ComponentSetting;
  readonly ended?: ComponentSetting;
  readonly next?: ComponentSetting;
}

/** Sets a component by hand, or sets it free: from then on it shows what the notices say. */
export function setComponent(
  component: string,
  before: ComponentSetting | undefined,
  wish: SettingWish,
  by: string,
  now: Instant,
): SettingChange | { readonly refused: string } | { readonly already: string } {
  const { state, words, until, reason } = wish;
  const inForce = before && isInForce(before, now) ? before : undefined;
  if (until !== undefined && until <= now) return { refused: `${until} has passed: name a time ahead.` };
  if (state === 'operational') {
    if (!inForce) return { already: `Nothing is set for ${component}: it shows what the notices say.` };
    return { component, now, before, ended: { ...inForce, endedAt: now } };
  }
  if (words === undefined) return { refused: 'Say what customers shall read beside it: --public "…"' };
  const next: ComponentSetting = { component, state, words, at: now, until, by, reason };
  return { component, now, before, next, ...(inForce ? { ended: { ...inForce, endedAt: now } } : {}) };
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
