import type { Signal } from '../alert';
import { oneLine } from './plain';

/** An alert of an incident, as lists of them show it. */
export interface ListedAlert {
  readonly name: string;
  readonly signal: Signal;
  readonly coveredBy?: string | null;
}

const words: Readonly<Record<Signal, string>> = { firing: 'fires', ok: 'OK', unknown: 'no data' };
const order: readonly Signal[] = ['firing', 'unknown', 'ok'];

/** Every alert of an incident that has more than one: `checkout-latency: fires`, what still fires first; `most` of them. */
export function alertLines(alerts: readonly ListedAlert[], most: number): string[] {
  if (alerts.length < 2) return [];
  const sorted = [...alerts].sort((one, other) => order.indexOf(one.signal) - order.indexOf(other.signal));
  const lines = sorted.slice(0, most).map(({ name, signal, coveredBy }) => {
    const covered = coveredBy ? `, covered by ${coveredBy}` : '';
    return `${oneLine(name)}: ${words[signal]}${covered}`;
  });
  return alerts.length > most ? [...lines, `and ${alerts.length - most} more`] : lines;
}
