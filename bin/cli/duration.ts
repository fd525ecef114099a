import { UsageMistake } from './mistakes';

const milliseconds: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };

/**
 * Reads `30m`, `1h`, `1h30m`, `90s`, with or without a leading `+`, as milliseconds.
 * @throws UsageMistake for anything else, and for nothing at all (`0m`).
 */
export function readDuration(typed: string): number {
  const parts = /^\+?(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?$/.exec(typed.trim().toLowerCase());
  const units = ['d', 'h', 'm', 's'];
  const length = units.reduce((sum, unit, index) => sum + Number(parts?.[index + 1] ?? 0) * milliseconds[unit]!, 0);
  if (length <= 0) throw new UsageMistake(`"${typed}" is no length of time. Write it like 30m, 1h or 1h30m.`);
  return length;
}

/** `PT5M`, as ISO 8601 writes a length of time in whole seconds. */
export function isoDuration(length: number): string {
  const seconds = Math.round(length / 1_000);
  const parts = [
    [Math.floor(seconds / 3_600), 'H'],
    [Math.floor((seconds % 3_600) / 60), 'M'],
    [seconds % 60, 'S'],
  ] as const;
  return `PT${parts.map(([count, unit]) => (count > 0 ? `${count}${unit}` : '')).join('') || '0S'}`;
}
