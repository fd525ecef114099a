import { prices, type PriceName } from './prices';

/** How much was used of what has a price, in the price's own units. */
export type Usage = Readonly<Partial<Record<PriceName, number>>>;

/** One line of a bill. */
export interface BillLine {
  readonly name: PriceName;
  readonly quantity: number;
  readonly unit: string;
  readonly usd: number;
}

export interface Bill {
  /** Dearest first; what was not used has no line. */
  readonly lines: readonly BillLine[];
  readonly usd: number;
}

/** What a usage costs by the list. */
export function billFor(usage: Usage): Bill {
  const lines = entriesOf(usage)
    .filter(([, quantity]) => quantity !== 0)
    .map(([name, quantity]) => {
      const { usd, per, unit } = prices[name];
      return { name, quantity, unit, usd: (quantity * usd) / per };
    })
    .sort((one, other) => other.usd - one.usd);
  return { lines, usd: lines.reduce((sum, line) => sum + line.usd, 0) };
}

/** All of these together. */
export function sum(...usages: readonly Usage[]): Usage {
  const total: Partial<Record<PriceName, number>> = {};
  for (const usage of usages)
    for (const [name, quantity] of entriesOf(usage)) total[name] = (total[name] ?? 0) + quantity;
  return total;
}

/** The same usage so many times; a factor of -1 takes it off a sum. */
export function times(usage: Usage, factor: number): Usage {
  return Object.fromEntries(entriesOf(usage).map(([name, quantity]) => [name, quantity * factor]));
}

function entriesOf(usage: Usage): [PriceName, number][] {
  return Object.entries(usage) as [PriceName, number][];
}
