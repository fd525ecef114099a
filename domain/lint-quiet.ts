import type { Configuration } from './configuration';
import { unknownReference, repeated, type Finding } from './finding';
import { longestMaintenance } from './maintenance';
import { ordinals, readLength, weekdays, type MaintenanceWindow } from './maintenance-window';
import { leaksIn } from './public-text';
import { isTimeZone } from './zoned-time';

/** Everything wrong with recurring maintenance. */
export function lintMaintenanceWindows(configuration: Configuration): Finding[] {
  const windows = configuration.maintenanceWindows ?? [];
  return [
    ...repeated(
      windows.map(({ id }) => id),
      (index) => `maintenanceWindows[${index}].id`,
    ),
    ...windows.flatMap((window, index) =>
      lintWindow(window, `maintenanceWindows[${index}] (${window.id})`, configuration),
    ),
  ];
}

function lintWindow(window: MaintenanceWindow, place: string, { services, statusPage }: Configuration): Finding[] {
  const findings: Finding[] = [];
  const wrong = (field: string, problem: string, mend: string) =>
    findings.push({ place: `${place}.${field}`, problem, mend });
  if (!/^[a-z0-9-]{1,60}$/.test(window.id))
    wrong('id', `"${window.id}" cannot stand in a link`, 'Use small letters, digits and hyphens.');
  if (window.title.trim() === '') wrong('title', 'it is empty', 'Say what customers should read.');
  for (const field of ['title', 'impact'] as const)
    for (const { what, piece } of leaksIn(window[field] ?? ''))
      wrong(field, `customers would read ${what}, ${piece}`, 'Say it in plain words.');
  if (window.services.length === 0) wrong('services', 'it is empty', 'Name the services whose alarms it keeps quiet.');
  if (!isTimeZone(window.zone))
    wrong('zone', `there is no time zone ${window.zone}`, 'Write an IANA name: Europe/Berlin.');
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(window.at))
    wrong('at', `${window.at} is no time of a day`, 'Write it like 02:30.');
  const length = readLength(window.lasts);
  if (length === undefined) wrong('lasts', `${window.lasts} is no length of time`, 'Write it like 2h, 90m or 1h30m.');
  else if (length > longestMaintenance) wrong('lasts', `${window.lasts} is too long`, 'A window lasts 48h at most.');
  if (!recurs(window))
    wrong(
      'on',
      `${String(window.on)} is no day that comes every ${window.every}`,
      window.every === 'week'
        ? `Use one of: ${weekdays.join(', ')}.`
        : `Use a day from 1 to 28, or like "first sunday": ${ordinals.join(', ')}.`,
    );
  const [knownServices, knownComponents] = [services.map(({ id }) => id), statusPage.components.map(({ id }) => id)];
  return [
    ...findings,
    ...window.services.flatMap((id) => unknownReference(`${place}.services`, id, 'service', knownServices)),
    ...(window.components ?? []).flatMap((id) =>
      unknownReference(`${place}.components`, id, 'component', knownComponents),
    ),
  ];
}

function recurs(window: MaintenanceWindow): boolean {
  const named = (day: string) => weekdays.some((known) => known === day);
  if (window.every === 'week') return named(window.on);
  if (typeof window.on === 'number') return Number.isInteger(window.on) && window.on >= 1 && window.on <= 28;
  const [which = '', day = '', ...rest] = window.on.split(' ');
  return rest.length === 0 && ordinals.some((known) => known === which) && named(day);
}
