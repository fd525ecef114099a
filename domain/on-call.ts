import { coveredAt, type Coverage, type Span } from './covered-hours';
import { earliest, type Instant } from './instant';
import { endOf, insteadOf, overridesOf, type Override } from './override';
import type { Target } from './responder';
import { turnAt, type Rotation } from './rotation';

/** Everything that decides who is on call. */
export interface OnCall {
  readonly rotations: readonly Rotation[];
  readonly overrides: readonly Override[];
  /** Each responder's own manager, by responder id. */
  readonly managers: Readonly<Record<string, string>>;
  /** Who is called, in this order, when a rotation has nobody and its people have no manager. */
  readonly chainOfCommand: readonly string[];
  readonly lastResort: string;
  /** The rotation of those who lead large incidents, where there is one. */
  readonly incidentManagers?: string;
}

/** Why somebody is called. */
export type CalledBecause =
  /** The policy names them. */
  | { readonly why: 'named' }
  /** It is their turn. */
  | { readonly why: 'turn'; readonly rotation: string; readonly until?: Instant }
  /** They stand in. */
  | { readonly why: 'override'; readonly rotation: string; readonly override: Override; readonly until?: Instant }
  /** The rotation has nobody: the chain of command. */
  | { readonly why: 'gap'; readonly rotation: string; readonly until?: Instant }
  /** The policy names nobody at all: the last resort. */
  | { readonly why: 'nobody-named' };

export interface Called {
  readonly person: string;
  readonly because: CalledBecause;
}

/** Who has a rotation, by whose arrangement, and until when at least that does not change. */
export interface Duty {
  readonly person?: string;
  readonly override?: Override;
  readonly until?: Instant;
}

/** Who has a rotation at an instant: overrides first, the last made before the others, then its layers. */
export function dutyAt(rotation: Rotation, overrides: readonly Override[], at: Instant): Duty {
  const turned = turnAt(rotation, at);
  const mine = overridesOf(rotation.id, overrides, at);
  let duty: Duty = { person: turned.person };
  for (const override of mine) {
    const person = override.from <= at ? insteadOf(duty.person, override) : undefined;
    if (person !== undefined) duty = { person, override };
  }
  const changes = mine.map((override) => (override.from > at ? override.from : endOf(override)));
  return { ...duty, until: earliest(turned.until, ...changes) };
}

/** So many times a duty is looked through for its end; layers that change nothing may lie between. */
const looks = 30;

/** The duty at an instant with its real end: when somebody else takes over; undefined when that is too far away to tell. */
export function dutyUntilChange(rotation: Rotation, overrides: readonly Override[], at: Instant): Duty {
  const duty = dutyAt(rotation, overrides, at);
  let { until } = duty;
  for (let look = 0; look < looks && until !== undefined; look++) {
    const next = dutyAt(rotation, overrides, until);
    if (next.person !== duty.person || next.override?.id !== duty.override?.id) return { ...duty, until };
    until = next.until;
  }
  return { ...duty, until: undefined };
}

/** One stretch of a rotation's calendar. */
export interface Shift extends Duty {
  readonly from: Instant;
  readonly until: Instant;
}

/** Who has a rotation from one instant to another, in stretches that follow each other without a gap; some may have nobody. */
export function shifts(rotation: Rotation, overrides: readonly Override[], from: Instant, to: Instant): Shift[] {
  const found: Shift[] = [];
  for (let at = from; at < to;) {
    const { person, override, until = to } = dutyAt(rotation, overrides, at);
    const last = found.at(-1);
    const end = until < to ? until : to;
    if (last && last.person === person && last.override?.id === override?.id)
      found[found.length - 1] = { ...last, until: end };
    else found.push({ person, override, from: at, until: end });
    at = end;
  }
  return found;
}

/**
 * Who is called at an instant, level by level, each with the reason. A level is never empty: where a rotation has nobody,
 * or is not known, the chain of command is called, and at its end the last resort.
 */
export function whoIsCalled(
  levels: readonly (readonly Target[])[],
  onCall: OnCall,
  at: Instant,
): readonly (readonly Called[])[] {
  const called: (readonly Called[])[] = [];
  for (const level of levels.filter((targets) => targets.length > 0)) {
    const below = called.flat().map(({ person }) => person);
    const people = new Map<string, Called>();
    for (const target of level) {
      const one = calledFor(target, onCall, below, at);
      if (!people.has(one.person)) people.set(one.person, one);
    }
    called.push([...people.values()]);
  }
  return called.length > 0 ? called : [[{ person: onCall.lastResort, because: { why: 'nobody-named' } }]];
}

function calledFor(target: Target, onCall: OnCall, below: readonly string[], at: Instant): Called {
  if (typeof target === 'string') return { person: target, because: { why: 'named' } };
  const rotation = onCall.rotations.find(({ id }) => id === target.rotation);
  const duty = rotation && dutyAt(rotation, onCall.overrides, at);
  if (duty?.person === undefined) {
    const chain = chainOfCommand(rotation, onCall);
    const person = chain.find((each) => !below.includes(each)) ?? chain[0]!;
    return { person, because: { why: 'gap', rotation: target.rotation } };
  }
  const { person, override } = duty;
  return override
    ? { person, because: { why: 'override', rotation: target.rotation, override } }
    : { person, because: { why: 'turn', rotation: target.rotation } };
}

/** The same people, each with the end of what calls them, where it has one that is near enough to tell. */
export function withEnds(
  called: readonly (readonly Called[])[],
  { rotations, overrides }: OnCall,
  at: Instant,
): readonly (readonly Called[])[] {
  const ends = (because: CalledBecause): CalledBecause => {
    if (!('rotation' in because)) return because;
    const rotation = rotations.find(({ id }) => id === because.rotation);
    return { ...because, until: rotation && dutyUntilChange(rotation, overrides, at).until };
  };
  return called.map((level) => level.map(({ person, because }) => ({ person, because: ends(because) })));
}

/** Who is called where a rotation has nobody: the managers of its people, and theirs; then the configured chain; then the last resort. */
export function chainOfCommand(rotation: Rotation | undefined, onCall: OnCall): readonly string[] {
  const chain: string[] = [];
  for (const person of rotation?.layers.flatMap(({ people }) => people) ?? [])
    for (
      let above = onCall.managers[person];
      above !== undefined && !chain.includes(above);
      above = onCall.managers[above]
    )
      chain.push(above);
  return [...new Set([...chain, ...onCall.chainOfCommand, onCall.lastResort])];
}

/** The stretches between two instants in which a rotation should have somebody and has nobody, in order. */
export function* gapsBetween(
  rotation: Rotation,
  coverage: Coverage,
  overrides: readonly Override[],
  from: Instant,
  to: Instant,
): Generator<Span> {
  for (const shift of shifts(rotation, overrides, from, to)) {
    if (shift.person !== undefined) continue;
    let gap: Span | undefined;
    for (let at = shift.from; at < shift.until;) {
      const { covered, until = shift.until } = coveredAt(coverage, at);
      const end = until < shift.until ? until : shift.until;
      if (covered) gap = { from: gap?.from ?? at, until: end };
      else if (gap) {
        yield gap;
        gap = undefined;
      }
      at = end;
    }
    if (gap) yield gap;
  }
}

/** The beginning of the first of these stretches. */
export function firstGap(
  rotation: Rotation,
  coverage: Coverage,
  overrides: readonly Override[],
  from: Instant,
  to: Instant,
): Instant | undefined {
  for (const gap of gapsBetween(rotation, coverage, overrides, from, to)) return gap.from;
  return undefined;
}
