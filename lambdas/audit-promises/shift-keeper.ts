import type { Configuration } from '../../domain/configuration';
import { hour, plus, type Instant } from '../../domain/instant';
import { onCallOf } from '../../domain/on-call-settings';
import { lookAtShifts, looksAnew, nextLookAt } from '../../domain/shift-watch';
import type { Situations } from '../ports';
import type { Shifts } from '../shifts';

export interface ShiftKeeping {
  readonly configuration: Configuration;
  readonly shifts: Shifts;
  readonly situations: Situations;
}

/** Sees to it that whoever comes on call, or goes, will be told. */
export interface ShiftKeeper {
  /** Once in the life of a container, so also soon after each deployment: notes who has the rotations that are new. */
  readonly begin: (now: Instant) => Promise<void>;
}

export function shiftKeeper({ configuration, shifts, situations }: ShiftKeeping): ShiftKeeper {
  let begun = (configuration.onCall?.rotations ?? []).length === 0;
  return {
    async begin(now) {
      if (begun) return;
      const known = await shifts.watch();
      if (looksAnew(known, onCallOf(configuration, []))) {
        const onCall = onCallOf(configuration, (await situations.now()).overrides);
        const { watch } = lookAtShifts(known, onCall, configuration, now);
        // Those that were known stay as they were, for the next look to tell. No gap can be near: none was when it was synthesized.
        const duties = { ...watch.duties, ...known?.duties };
        const gaps = { gaps: known?.gaps ?? [], gapsDueAt: known?.gapsDueAt ?? plus(now, hour) };
        await shifts.keep({ ...watch, duties, ...gaps }, nextLookAt({ ...watch, ...gaps }, onCall, now));
      }
      begun = true;
    },
  };
}
