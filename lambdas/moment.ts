import { configuration } from '@tocsin/config';
import type { Moment } from '../domain/change';
import { nameOf } from '../domain/configuration';
import type { Instant } from '../domain/instant';
import { onCallOf } from '../domain/on-call-settings';
import type { Override } from '../domain/override';

/**
 * The moment of a decision, with the names of this configuration.
 * @param overrides what was arranged on call, where the decision may page: left out, the people of an incident stay as they are
 */
export function momentAt(now: Instant, overrides?: readonly Override[]): Moment {
  return {
    now,
    nameOf: (id) => nameOf(id, configuration),
    ...(overrides ? { onCall: onCallOf(configuration, overrides) } : {}),
  };
}
