import { day, type Instant } from './instant';

/** Somebody stands in on a rotation for a while, or two people swap: arranged at run time, and stronger than any layer. */
export interface Override {
  readonly id: string;
  readonly rotation: string;
  readonly instead: { readonly person: string } | { readonly swap: readonly [string, string] };
  readonly from: Instant;
  /** It ends then, or earlier when somebody ends it. */
  readonly until: Instant;
  readonly reason: string;
  /** The name of who arranged it, and when. */
  readonly by: string;
  readonly madeAt: Instant;
  readonly endedAt?: Instant;
  readonly endedBy?: string;
}

/** Nobody stands in for longer at once: what lasts belongs into the configuration. */
export const longestOverride = 31 * day;

/** The overrides of a rotation that still count then or later, the one that was made last at the end. */
export function overridesOf(rotation: string, overrides: readonly Override[], at: Instant): readonly Override[] {
  return overrides
    .filter((override) => override.rotation === rotation && endOf(override) > at)
    .sort((one, other) =>
      one.madeAt < other.madeAt ? -1 : one.madeAt > other.madeAt ? 1 : one.id < other.id ? -1 : 1,
    );
}

/** When an override stops to count. */
export function endOf({ until, endedAt }: Override): Instant {
  return endedAt !== undefined && endedAt < until ? endedAt : until;
}

/** Who has it instead of a person (undefined for nobody); undefined when the override leaves them alone. */
export function insteadOf(person: string | undefined, { instead }: Override): string | undefined {
  if ('person' in instead) return instead.person;
  const [one, other] = instead.swap;
  return person === one ? other : person === other ? one : undefined;
}
