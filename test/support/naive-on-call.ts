import type { WeeklyHours } from '../../domain/covered-hours';
import type { Layer, Rotation } from '../../domain/rotation';

const minute = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What the wall shows, as minutes since 1970 on that wall: read off `Intl`, which knows nothing of Temporal. */
export function wallMinutes(at: number, timeZone: string): number {
  const options = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...options });
  formats.set(timeZone, format);
  const [month, day, year, hour, minutes] = format.format(at).match(/\d+/g)!.map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minutes) / minute;
}

/** The clock on the wall as if it never ran back: the latest time it has shown so far, looked at minute by minute. */
export function latestWall(at: number, timeZone: string): number {
  const now = wallMinutes(at, timeZone);
  const lookBack = 240;
  if (now - wallMinutes(at - lookBack * minute, timeZone) === lookBack) return now;
  let latest = now;
  for (let ago = 1; ago <= lookBack; ago++) latest = Math.max(latest, wallMinutes(at - ago * minute, timeZone));
  return latest;
}

/** Who has a rotation, found out the slow way: turn after turn, hour list after hour list. */
export function naivePerson(rotation: Rotation, at: number): string | undefined {
  const wall = latestWall(at, rotation.timeZone);
  let person: string | undefined;
  for (const layer of rotation.layers) person = naiveTurn(layer, wall) ?? person;
  return person;
}

function naiveTurn(layer: Layer, wall: number): string | undefined {
  let begins = wallOf(layer.startsOn, layer.handOff.at);
  while (layer.handOff.on !== undefined && weekday(begins) !== layer.handOff.on) begins += 1440;
  if (wall < begins) return undefined;
  if (layer.during && !layer.during.some((hours) => naiveInside(hours, wall))) return undefined;
  const { turn } = layer;
  const length = 'hours' in turn ? turn.hours * 60 : 'days' in turn ? turn.days * 1440 : turn.weeks * 10_080;
  let index = 0;
  while (begins + length <= wall) {
    begins += length;
    index = (index + 1) % layer.people.length;
  }
  return layer.people[index];
}

export function naiveInside({ days, from, until }: WeeklyHours, wall: number): boolean {
  const [begin, end] = [minutesOf(from), minutesOf(until)];
  const length = end > begin ? end - begin : end + 1440 - begin;
  return [0, 1].some((ago) => {
    const begins = Math.floor(wall / 1440) * 1440 - ago * 1440 + begin;
    return (days === undefined || days.includes(weekday(begins))) && wall >= begins && wall < begins + length;
  });
}

function wallOf(day: string, time: string): number {
  return Date.parse(`${day}T${time}:00Z`) / minute;
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
}

export function weekday(wall: number): 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun' {
  return (['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const)[new Date(wall * minute).getUTCDay()]!;
}
