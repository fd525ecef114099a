import type { Configuration } from './configuration';
import { day, earliest, plus, type Instant } from './instant';
import { chainOfCommand, dutyAt, dutyUntilChange, gapsBetween, type OnCall } from './on-call';
import { coverageNamed } from './on-call-settings';
import type { Override } from './override';
import type { Rotation } from './rotation';

/** Who had a rotation, and since when, as people were last told. */
export interface KnownDuty {
  /** Left out while nobody has it. */
  readonly person?: string;
  readonly since: Instant;
}

/** A stretch in which a rotation should have somebody and has nobody. */
export interface Gap {
  readonly rotation: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** What was told about who is on call, and so what is news. */
export interface ShiftWatch {
  /** Rises with each look, and whenever somebody arranges something. */
  readonly version: number;
  /** By rotation id. One that is not in it was never looked at. */
  readonly duties: Readonly<Record<string, KnownDuty>>;
  /** The gaps that somebody was told of, and that are not over. */
  readonly gaps: readonly Gap[];
  /** When the next days are looked through for gaps again. */
  readonly gapsDueAt: Instant;
}

/** Somebody else has a rotation than before. */
export interface HandOff {
  readonly rotation: Rotation;
  readonly from?: string;
  readonly to?: string;
  /** How long whoever goes had it. */
  readonly had: KnownDuty;
  /** Until when whoever comes has it; left out where that is too far away to tell. */
  readonly until?: Instant;
  /** Set where that is not by turns. */
  readonly override?: Override;
}

/** A gap that nobody was told of, and everybody who is to be: whoever is called in it, and those above. */
export interface NewGap extends Gap {
  readonly name: string;
  readonly told: readonly string[];
}

/** So far ahead people are told of gaps, and so often somebody looks for them. */
export const gapsLookedAhead = 14 * day;
export const gapsLookedEvery = day;

/** What one look at who is on call found, and what is known from then on. */
export interface ShiftLook {
  readonly watch: ShiftWatch;
  readonly handOffs: readonly HandOff[];
  readonly gaps: readonly NewGap[];
}

/** True where a rotation of the configuration was never looked at: right after it was deployed. */
export function looksAnew(watch: ShiftWatch | undefined, { rotations }: OnCall): boolean {
  return rotations.some(({ id }) => watch?.duties[id] === undefined);
}

/** Who has each rotation now, against what was known. A rotation that is new is no news: nobody took over from anybody. */
export function lookAtShifts(
  known: ShiftWatch | undefined,
  onCall: OnCall,
  configuration: Configuration,
  now: Instant,
): ShiftLook {
  const duties: Record<string, KnownDuty> = {};
  const handOffs: HandOff[] = [];
  for (const rotation of onCall.rotations) {
    const had = known?.duties[rotation.id];
    const { person, until, override } = dutyUntilChange(rotation, onCall.overrides, now);
    if (had && had.person === person) {
      duties[rotation.id] = had;
      continue;
    }
    duties[rotation.id] = { person, since: now };
    if (had) handOffs.push({ rotation, from: had.person, to: person, had, until, override });
  }
  const looked = known !== undefined && known.gapsDueAt > now;
  const gaps = looked ? [] : newGaps(known?.gaps ?? [], onCall, configuration, now);
  return {
    watch: {
      version: known?.version ?? 0,
      duties,
      gaps: [...(known?.gaps ?? []), ...gaps.map(({ rotation, from, until }) => ({ rotation, from, until }))].filter(
        ({ until }) => until > now,
      ),
      gapsDueAt: looked ? known.gapsDueAt : plus(now, gapsLookedEvery),
    },
    handOffs,
    gaps,
  };
}

/** When something may next be news: a rotation changes hands, or the next days are looked through. */
export function nextLookAt({ gapsDueAt }: ShiftWatch, { rotations, overrides }: OnCall, now: Instant): Instant {
  return earliest(gapsDueAt, ...rotations.map((rotation) => dutyAt(rotation, overrides, now).until)) ?? gapsDueAt;
}

/** A gap that overlaps one that was told is the same: it began, or an override made it shorter. */
function newGaps(told: readonly Gap[], onCall: OnCall, configuration: Configuration, now: Instant): NewGap[] {
  return onCall.rotations.flatMap((rotation) => {
    const { id, name, pagedDuring = 'always' } = rotation;
    const coverage = coverageNamed(pagedDuring, configuration, now.slice(0, 10));
    const isTold = ({ from, until }: { from: Instant; until: Instant }) =>
      told.some((gap) => gap.rotation === id && gap.from < until && gap.until > from);
    return [...gapsBetween(rotation, coverage, onCall.overrides, now, plus(now, gapsLookedAhead))]
      .filter((gap) => !isTold(gap))
      .map((gap) => ({ ...gap, rotation: id, name, told: chainOfCommand(rotation, onCall) }));
  });
}
