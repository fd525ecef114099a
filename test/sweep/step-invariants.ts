import { isOpen, type Incident } from '../../domain/incident';
import type { TimelineEntry } from '../../domain/timeline';
import type { Item, ItemChange } from './table-mirror';

/** I3: an incident's version rises by one with each change; what leaves it alone changes nothing that people are told. */
export function wrongVersion({ pk, sk, before, after }: ItemChange): string[] {
  if (sk !== 'INCIDENT') return [];
  if (!after) return [`${pk} was removed.`];
  const old = before as Incident | undefined;
  const now = after as unknown as Incident;
  const rise = now.version - (old?.version ?? 0);
  if (rise === 1) return [];
  const same = old && JSON.stringify(told(old)) === JSON.stringify(told(now));
  return rise === 0 && same ? [] : [`The version of ${now.id} went from ${old?.version} to ${now.version}.`];
}

function told({ status, severity, acknowledgement, escalation, clocks, entryCount }: Incident): unknown {
  return { status, severity, acknowledgement, escalation, clocks, entryCount };
}

/** I9: an entry of a timeline is written once. */
export function rewrittenTimeline({ pk, sk, before }: ItemChange): string[] {
  return sk.startsWith('ENTRY#') && before ? [`${pk} ${sk} was written again.`] : [];
}

/** I3, I4: nobody is paged anew while somebody has it, nor after the resolve. */
export function pagedInVain({ pk, sk, before, after }: ItemChange, items: readonly Item[]): string[] {
  if (!sk.startsWith('MESSAGE#') || before || !after) return [];
  const { kind, to } = after['message'] as { kind: string; to: string };
  const incident = incidentsIn(items).find(({ id }) => pk === `INCIDENT#${id}`);
  if (kind !== 'page') return [];
  if (!incident) return [`A page to ${to} belongs to no incident.`];
  const held = incident.acknowledgement ? `${incident.acknowledgement.name} has it` : undefined;
  const why = isOpen(incident) ? held : 'it is resolved';
  return why === undefined ? [] : [`A page to ${to} was queued for ${incident.id}, though ${why}.`];
}

/**
 * I5: no promise waits longer than `latest` milliseconds after its time, be it a page, a level or the end of a mute.
 * @param alone the same for what nobody but the auditor looks after: when its round fails, the next one is a minute later
 */
export function overdue(items: readonly Item[], now: number, latest: number, alone = latest): string[] {
  const before = (late: number) => new Date(now - late).toISOString();
  return items
    .filter(({ pk, openKind, nextActionAt }) => {
      const longest = String(pk).startsWith('INCIDENT#') ? latest : alone;
      return openKind !== undefined && String(nextActionAt) < before(longest);
    })
    .map(({ pk, sk, nextActionAt }) => `${String(pk)} ${String(sk)} waits since ${String(nextActionAt)}.`);
}

/** I12: whatever is open is where the auditor looks, no later than its earliest clock. */
export function outOfTheIndex(items: readonly Item[]): string[] {
  const incidents = incidentsIn(items).flatMap((incident) => {
    const { openKind, nextActionAt } = incident as unknown as Item;
    if (!isOpen(incident)) return openKind === undefined ? [] : [`${incident.id} is resolved and still in the index.`];
    if (openKind === undefined) return [`${incident.id} is open and not in the index.`];
    return Object.entries(incident.clocks)
      .filter(([, { dueAt }]) => dueAt !== undefined && dueAt < String(nextActionAt))
      .map(([clock]) => `The ${clock} clock of ${incident.id} is due before the auditor looks.`);
  });
  const unsent = items.filter(
    ({ sk, sentAt, withheldAt, openKind }) =>
      String(sk).startsWith('MESSAGE#') && (sentAt ?? withheldAt ?? openKind) === undefined,
  );
  return [...incidents, ...unsent.map(({ pk, sk }) => `${String(pk)} ${String(sk)} is unsent and not in the index.`)];
}

/** I9: entries 1 to n, messages 1 to n, as the incident counts them. */
export function gaps(items: readonly Item[]): string[] {
  return incidentsIn(items).flatMap(({ id, entryCount, messageCount }) => {
    const entries = timelineIn(items, id).map(({ seq }) => seq);
    const messages = items.filter(({ pk, sk }) => pk === `INCIDENT#${id}` && String(sk).startsWith('MESSAGE#'));
    const gapFree = entries.length === entryCount && entries.every((seq, index) => seq === index + 1);
    return [
      ...(gapFree ? [] : [`The timeline of ${id} has ${entries.join()} instead of 1 to ${entryCount}.`]),
      ...(messages.length === messageCount
        ? []
        : [`${id} has ${messages.length} messages instead of ${messageCount}.`]),
    ];
  });
}

/** What puts an end to an acknowledgement. */
export const voids: readonly TimelineEntry['type'][] = [
  'AcknowledgementLapsed',
  'GivenBack',
  'FailedAgain',
  'IncidentReopened',
];

/** I9: who has it, and whether it is over, is what the timeline says; the rest of the incident is not told in it word by word. */
export function differsFromTimeline(items: readonly Item[]): string[] {
  return incidentsIn(items).flatMap((incident) => {
    let [open, holder] = [true, undefined as string | undefined];
    for (const { type, by } of timelineIn(items, incident.id)) {
      if (type === 'Acknowledged') holder = by;
      if (voids.includes(type)) holder = undefined;
      if (type === 'IncidentResolved') open = false;
      if (type === 'IncidentReopened') open = true;
    }
    const told = `${open ? 'open' : 'resolved'}, ${holder ?? 'nobody'} has it`;
    const stands = `${isOpen(incident) ? 'open' : 'resolved'}, ${incident.acknowledgement?.name ?? 'nobody'} has it`;
    return told === stands ? [] : [`${incident.id}: the timeline says "${told}", the incident "${stands}".`];
  });
}

/** I2: no two open incidents have an alert in common. */
export function openTwice(items: readonly Item[]): string[] {
  const keys = incidentsIn(items)
    .filter(isOpen)
    .flatMap(({ alerts }) => Object.keys(alerts));
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))].map(
    (key) => `Two open incidents of the key ${key}.`,
  );
}

function incidentsIn(items: readonly Item[]): readonly Incident[] {
  return items.filter(({ sk }) => sk === 'INCIDENT') as unknown as Incident[];
}

function timelineIn(items: readonly Item[], id: string): readonly TimelineEntry[] {
  const entries = items.filter(({ pk, sk }) => pk === `INCIDENT#${id}` && String(sk).startsWith('ENTRY#'));
  return (entries as unknown as TimelineEntry[]).sort((one, other) => one.seq - other.seq);
}
