import { clockNames } from '../../../domain/clocks';
import { isOpen, type Incident } from '../../../domain/incident';
import { lostMessages, pagesAfterAcknowledgement, superfluousMessages } from './pages';
import { wrongFiles } from './public-files';
import { timelineOf, type World } from './world';

/** What nobody has kept this long after it was due, in milliseconds, is stuck. */
const overdue = 120_000;

/** I5: a page may be this late, in milliseconds: the auditor's minute and half a minute more. */
export const latestPage = 90_000;

/**
 * Everything that must hold once the auditor has had its time, whatever single call failed, told as what does not.
 * @param clean the same story without a fault
 * @param latest how late a page may be, in milliseconds
 */
export function violations(clean: World, world: World, latest = latestPage): string[] {
  return [
    ...lostMessages(clean, world, latest),
    ...superfluousMessages(clean, world),
    ...pagesAfterAcknowledgement(world),
    ...wrongFiles(world),
    ...lostAlerts(world),
    ...deadLetters(world),
    ...doubleIncidents(clean, world),
    ...differentEnds(clean, world),
    ...world.incidents.flatMap((incident) => gaps(world, incident)),
    ...stuck(world),
    ...world.incidents.filter(isOpen).flatMap((incident) => stoppedClocks(world, incident)),
    ...world.denied.map((reason) => `Refused: ${reason}`),
  ];
}

/** I1: every alert is a receipt, or waits in a queue. */
function lostAlerts({ alerts, items, queued }: World): string[] {
  return alerts
    .filter((id) => !items.some(({ pk }) => pk === `ALERT#${id}`) && !queued.some(({ body }) => body.includes(id)))
    .map((id) => `${id} is nowhere.`);
}

/** One failed call is no reason to give anything up. */
function deadLetters({ queued }: World): string[] {
  return queued.map(({ queue, body }) => `Left in ${queue}: ${body.slice(0, 200)}`);
}

/** I2: one open incident per key, and none that the run without faults does not have. */
function doubleIncidents(clean: World, { incidents, keys }: World): string[] {
  const open = incidents.filter(isOpen).flatMap(({ alerts }) => Object.keys(alerts));
  const twice = [...new Set(open.filter((key, index) => open.indexOf(key) !== index))];
  const nowhere = keys.filter(({ incidentId }) => !incidents.some(({ id }) => id === incidentId));
  return [
    ...twice.map((key) => `Two open incidents of the key ${key}.`),
    ...nowhere.map(({ incidentId }) => `A key leads to ${incidentId}, which does not exist.`),
    ...(incidents.length === clean.incidents.length
      ? []
      : [`${incidents.length} incidents instead of ${clean.incidents.length}.`]),
  ];
}

/** I10: the story ends as it ends without a fault. */
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

/** I9: entries 1 to n, messages 1 to n. */
function gaps(world: World, { id, entryCount, messageCount }: Incident): string[] {
  const entries = timelineOf(world, id).map(({ seq }) => seq);
  const messages = world.items.filter(({ pk, sk }) => pk === `INCIDENT#${id}` && String(sk).startsWith('MESSAGE#'));
  const gapFree = entries.length === entryCount && entries.every((seq, index) => seq === index + 1);
  return [
    ...(gapFree ? [] : [`The timeline of ${id} has ${entries.join()} instead of 1 to ${entryCount}.`]),
    ...(messages.length === messageCount ? [] : [`${id} has ${messages.length} messages instead of ${messageCount}.`]),
  ];
}

/** Nothing that was promised waits for ever. */
function stuck({ items, now }: World): string[] {
  const before = new Date(now - overdue).toISOString();
  return items
    .filter(({ openKind, nextActionAt }) => openKind !== undefined && String(nextActionAt) < before)
    .map(({ pk, sk, nextActionAt }) => `${String(pk)} ${String(sk)} waits since ${String(nextActionAt)}.`);
}

/** I12: a clock that has something to wait for is an execution that runs. */
function stoppedClocks({ executions }: World, { id, clocks }: Incident): string[] {
  return clockNames
    .filter((clock) => clocks[clock].dueAt !== undefined)
    .filter((clock) => {
      const name = `${id}-${clock}-g${clocks[clock].generation}`;
      return !executions.some((execution) => execution.name.startsWith(name) && execution.status === 'RUNNING');
    })
    .map((clock) => `The ${clock} clock of ${id} does not run.`);
}
