import type { Instant } from '../domain/instant';
import type { ShiftWatch } from '../domain/shift-watch';

/** What was told about who is on call, and when it is to be looked at again. */
export interface Shifts {
  /** Undefined before the first look. */
  watch(): Promise<ShiftWatch | undefined>;
  /** False when somebody looked, or arranged something, since it was read. */
  keep(watch: ShiftWatch, lookAt: Instant): Promise<boolean>;
}
