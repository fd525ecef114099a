import type { Configuration } from './configuration';
import type { WeeklyHours } from './covered-hours';
import { isNot, repeated, unknownReference, type Finding } from './finding';
import type { NamedHours, OnCallSettings } from './on-call-settings';
import type { Layer, Rotation } from './rotation';
import { calendarDay, onWall, weekdays } from './wall-clock';
import { isTimeZone } from './zoned-time';

/** Everything wrong with who takes turns and when people are at work, as far as it stands in the words themselves. */
export function lintOnCall(configuration: Configuration): Finding[] {
  const { responders, services, onCall = {}, timeZone } = configuration;
  const people = responders.map(({ id }) => id);
  const rotations = (onCall.rotations ?? []).map(({ id }) => id);
  const hours = ['always', ...(onCall.hours ?? []).map(({ id }) => id)];
  return [
    ...(timeZone === undefined ? [] : badZone('timeZone', timeZone)),
    ...repeated(rotations, (index) => `onCall.rotations[${index}].id`),
    ...(onCall.rotations ?? []).flatMap((rotation, index) =>
      lintRotation(rotation, `onCall.rotations[${index}] (${rotation.id})`, people, hours),
    ),
    ...repeated(hours, (index) => `onCall.hours[${index - 1}].id`),
    ...(onCall.hours ?? []).flatMap((named, index) =>
      lintNamedHours(named, `onCall.hours[${index}] (${named.id})`, Object.keys(onCall.holidays ?? {})),
    ),
    ...Object.entries(onCall.holidays ?? {}).flatMap(([list, days]) =>
      days.flatMap((day, index) => badDay(`onCall.holidays.${list}[${index}]`, day)),
    ),
    ...(onCall.chainOfCommand ?? []).flatMap((person, index) =>
      unknownReference(`onCall.chainOfCommand[${index}]`, person, 'responder', people),
    ),
    ...unknownReference('onCall.incidentManagers', onCall.incidentManagers, 'rotation', rotations),
    ...lintLimits(onCall.limits),
    ...services.flatMap(({ id, pagedDuring }, index) =>
      unknownReference(`services[${index}] (${id}).pagedDuring`, pagedDuring, 'hours', hours),
    ),
    ...lintManagers(configuration),
    ...lintBackups(configuration),
  ];
}

function lintLimits({ pagesPerShift = 1 }: NonNullable<OnCallSettings['limits']> = {}): Finding[] {
  if (Number.isInteger(pagesPerShift) && pagesPerShift >= 1) return [];
  const place = 'onCall.limits.pagesPerShift';
  return [{ place, problem: `${pagesPerShift} is no number of pages`, mend: 'Write a whole number, 1 or more: 10.' }];
}

function lintRotation(
  rotation: Rotation,
  place: string,
  people: readonly string[],
  hours: readonly string[],
): Finding[] {
  const { layers, timeZone, pagedDuring } = rotation;
  return [
    ...badZone(`${place}.timeZone`, timeZone),
    ...unknownReference(`${place}.pagedDuring`, pagedDuring, 'hours', hours),
    ...(layers.length === 0
      ? [{ place: `${place}.layers`, problem: 'it has no layer', mend: "Give it one with people: ['alex', 'sam']." }]
      : []),
    ...layers.flatMap((layer, index) => lintLayer(layer, `${place}.layers[${index}]`, people)),
  ];
}

function lintLayer(layer: Layer, place: string, people: readonly string[]): Finding[] {
  const { turn, handOff, startsOn, during } = layer;
  const [length, ...more] = Object.values<number>(turn);
  const wrongTurn = more.length > 0 || !Number.isInteger(length) || length! < 1 || length! > 10_000;
  const movingDay = handOff.on !== undefined && !('weeks' in turn);
  return [
    ...(layer.people.length === 0
      ? [{ place: `${place}.people`, problem: 'nobody is on it', mend: 'Name a responder, or remove the layer.' }]
      : layer.people.flatMap((id, index) => unknownReference(`${place}.people[${index}]`, id, 'responder', people))),
    ...(wrongTurn
      ? [
          {
            place: `${place}.turn`,
            problem: 'it is no length',
            mend: 'Write one of { weeks: 1 }, { days: 1 }, { hours: 12 }.',
          },
        ]
      : []),
    ...badTime(`${place}.handOff.at`, handOff.at, '23:59'),
    ...(handOff.on === undefined || weekdays.includes(handOff.on)
      ? []
      : [badWeekday(`${place}.handOff.on`, handOff.on)]),
    ...(movingDay
      ? [
          {
            place: `${place}.handOff.on`,
            problem: 'turns that are not whole weeks do not begin on the same weekday',
            mend: 'Leave it out, or write the turn in weeks.',
          },
        ]
      : []),
    ...badDay(`${place}.startsOn`, startsOn),
    ...(during ?? []).flatMap((hours, index) => lintHours(hours, `${place}.during[${index}]`)),
  ];
}

function lintNamedHours({ timeZone, hours, holidays }: NamedHours, place: string, lists: readonly string[]): Finding[] {
  return [
    ...badZone(`${place}.timeZone`, timeZone),
    ...unknownReference(`${place}.holidays`, holidays, 'list of holidays', lists),
    ...(hours.length === 0
      ? [{ place: `${place}.hours`, problem: 'they never come', mend: 'Name some, or use pagedDuring: always.' }]
      : []),
    ...hours.flatMap((each, index) => lintHours(each, `${place}.hours[${index}]`)),
  ];
}

function lintHours({ days, from, until }: WeeklyHours, place: string): Finding[] {
  return [
    ...badTime(`${place}.from`, from, '23:59'),
    ...badTime(`${place}.until`, until, '24:00'),
    ...(days ?? []).flatMap((day, index) =>
      weekdays.includes(day) ? [] : [badWeekday(`${place}.days[${index}]`, day)],
    ),
    ...(days?.length === 0
      ? [{ place: `${place}.days`, problem: 'it names no day', mend: 'Name some, or leave it out.' }]
      : []),
  ];
}

/** A chain that comes back to where it began leads to nobody. */
function lintManagers({ responders }: Configuration): Finding[] {
  const ids = responders.map(({ id }) => id);
  const managers = new Map(responders.map(({ id, manager }) => [id, manager]));
  return responders.flatMap(({ id, manager }, index) => {
    const place = `responders[${index}] (${id}).manager`;
    const way = new Set<string>();
    let above = manager;
    while (above !== undefined && !way.has(above) && above !== id) {
      way.add(above);
      above = managers.get(above);
    }
    const circle =
      above === id
        ? [{ place, problem: `${id} would be their own manager`, mend: 'Let the chain end at the top.' }]
        : [];
    return [...unknownReference(place, manager, 'responder', ids), ...circle];
  });
}

/** Whoever may be woken needs somebody behind them. */
function lintBackups({
  services,
  classificationRules,
  escalationPolicies,
  defaultEscalationPolicy,
}: Configuration): Finding[] {
  const paging = new Set(
    classificationRules.flatMap(({ service, severity }) => (service && severity <= 2 ? [service] : [])),
  );
  return services.flatMap(({ id, escalationPolicy = defaultEscalationPolicy }, index) => {
    const policy = escalationPolicies.find((each) => each.id === escalationPolicy);
    const named = new Set((policy?.levels ?? []).flat().map((target) => JSON.stringify(target)));
    if (!paging.has(id) || !policy || named.size !== 1) return [];
    const problem = `a rule makes it SEV-1 or SEV-2, and its policy ${policy.id} has nobody behind ${[...named].join()}`;
    return [
      { place: `services[${index}] (${id})`, problem, mend: 'Give the policy a second level with somebody else.' },
    ];
  });
}

function badZone(place: string, zone: string): Finding[] {
  if (isTimeZone(zone)) return [];
  const problem = isNot(zone, 'a time zone');
  return [{ place, problem, mend: 'Name one of the IANA zones, such as Europe/Berlin.' }];
}

/** A finding for what is no time of day, or a later one than there may be. */
export function badTime(place: string, time: string, latestTime: string): Finding[] {
  if (/^([01]\d|2[0-4]):[0-5]\d$/.test(time) && time <= latestTime) return [];
  return [{ place, problem: isNot(time, 'a time of day'), mend: 'Write hours and minutes: 09:00.' }];
}

/** A finding for a word that is no weekday. */
export function badWeekday(place: string, day: string): Finding {
  return { place, problem: `${day} is not a weekday`, mend: `Write one of: ${weekdays.join(', ')}.` };
}

function badDay(place: string, day: string): Finding[] {
  return isDay(day) ? [] : [{ place, problem: isNot(day, 'a day'), mend: 'Write it as 2027-03-28.' }];
}

function isDay(day: string): boolean {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(day) && calendarDay(onWall(day, '00:00')) === day;
  } catch {
    return false;
  }
}
