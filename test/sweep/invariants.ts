import { clockNames } from '../../domain/clocks';
import { isOpen, type Incident } from '../../domain/incident';
import { copiedMessages, lostMessages, neverLeft, pagesAfterAcknowledgement, unexpectedMessages } from './pages';
import { wrongFiles } from './public-files';
import { differsFromTimeline, gaps, openTwice, outOfTheIndex, overdue } from './step-invariants';
import type { World } from './world';

/** What nobody has kept this long after it was due, in milliseconds, is stuck. */
const stuck = 120_000;

/** The history of an execution ends at 25,000 events on AWS. */
const longestHistory = 20_000;

/** How far a world with faults may differ from one without. */
export interface Tolerance {
  /** I5: how late a page may be, in milliseconds. */
  readonly latest: number;
  /** How many copies of one message may leave. */
  readonly copies: number;
  /** I4: how many pages may come after an acknowledgement. */
  readonly crossing: number;
  /** True where an alert comes minutes later: what people do afterwards moves, and with it who is reminded of what. */
  readonly moved: boolean;
}

/** What one failed call may cost: the auditor's minute and half a minute more, and no copy. */
export const oneFault: Tolerance = { latest: 90_000, copies: 0, crossing: 1, moved: false };

/** What has come twice or late does not become better by waiting. */
export const anyNumber: Tolerance = { latest: Infinity, copies: Infinity, crossing: Infinity, moved: true };

/** Everything that must hold once the auditor has had its time, however much has failed, told as what does not. */
export function unsound(world: World, { copies, crossing }: Tolerance): string[] {
  return [
    ...neverLeft(world),
    ...copiedMessages(world, copies),
    ...pagesAfterAcknowledgement(world, crossing),
    ...wrongFiles(world),
    ...lostAlerts(world),
    ...deadLetters(world),
    ...keysToNowhere(world),
    ...overdue(world.items, world.now, stuck),
    ...outOfTheIndex(world.items),
    ...gaps(world.items),
    ...differsFromTimeline(world.items),
    ...openTwice(world.items),
    ...world.incidents.filter(isOpen).flatMap((incident) => stoppedClocks(world, incident)),
    ...tooLong(world),
    ...world.denied.map((reason) => `Refused: ${reason}`),
  ];
}

/**
 * The same, and what must be as in the run without faults when a single call fails.
 * @param clean the same story without a fault
 */
export function violations(clean: World, world: World, tolerance = oneFault): string[] {
  return [
    ...lostMessages(clean, world, tolerance.latest),
    ...(tolerance.moved ? [] : unexpectedMessages(clean, world)),
    ...differentEnds(clean, world),
    ...unsound(world, tolerance),
  ];
}

/** I1: every alert is a receipt, or waits in a queue. */
function lostAlerts({ alerts, items, queued }: World): string[] {
  return alerts
    .filter((id) => !items.some(({ pk }) => pk === `ALERT#${id}`) && !queued.some(({ body }) => body.includes(id)))
    .map((id) => `${id} is nowhere.`);
}

/** One failed call, or two, are no reason to give anything up. */
function deadLetters({ queued }: World): string[] {
  return queued.map(({ queue, body }) => `Left in ${queue}: ${body.slice(0, 200)}`);
}

/** I2: every key leads to its incident. */
function keysToNowhere({ incidents, keys }: World): string[] {
  return keys
    .filter(({ incidentId }) => !incidents.some(({ id }) => id === incidentId))
    .map(({ incidentId }) => `A key leads to ${incidentId}, which does not exist.`);
}

/** I10: the story ends as it ends without a fault, with as many incidents. */
function differentEnds(clean: World, world: World): string[] {
  const ends = ({ incidents, snapshot }: World) =>
    JSON.stringify({
      incidents: incidents.map(endOf).sort(),
      notices: snapshot?.notices.map(({ notice, updates }) => [notice.status, notice.claims, updates.length]),
    });
  return ends(clean) === ends(world) ? [] : [`It ended as ${ends(world)} instead of ${ends(clean)}.`];
}

function endOf({ title, status, severity, acknowledgement, publicNotice, alerts, paged }: Incident): string {
  const signals = Object.values(alerts).map(({ signal }) => signal);
  return JSON.stringify([title, status, severity, acknowledgement?.by, publicNotice.state, signals, paged]);
}

/** I12: a clock that has something to wait for is one execution that runs. */
function stoppedClocks({ executions }: World, { id, clocks }: Incident): string[] {
  return clockNames
    .filter((clock) => clocks[clock].dueAt !== undefined)
    .flatMap((clock) => {
      const name = `${id}-${clock}-g${clocks[clock].generation}`;
      const running = executions.filter(
        (execution) => execution.status === 'RUNNING' && new RegExp(`^${name}(-|$)`).test(execution.name),
      );
      return running.length === 1 ? [] : [`The ${clock} clock of ${id} runs ${running.length} times.`];
    });
}

/** I12: no execution comes near the end of its history. */
function tooLong({ longestHistory: longest }: World): string[] {
  return longest < longestHistory ? [] : [`An execution has ${longest} events in its history.`];
}
