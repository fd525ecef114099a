import { atMost, forInformation, type Figure, type Row } from '../figure';
import { billFor, times, type Usage } from './bill';
import { duplicateUsage, idleUsage, incidentUsage } from './scenarios';

/** Lines cheaper than this are put together. */
const worthALine = 0.005;

/** What AWS would bill by its list: per 1,000 incidents, per million duplicate alerts, and for a month of nothing. */
export const cost: Figure = {
  name: 'cost',
  measure: async () => {
    const { usage, minutes, smsParts } = await incidentUsage();
    const { alone, inBatches } = await duplicateUsage();
    return [
      ...itemised(`1,000 incidents of ${minutes} minutes, without SMS`, times(usage, 1_000), 1),
      forInformation('  SMS parts besides, at the price of their country', `${smsParts * 1_000} SMS`),
      ...itemised('a million duplicate alerts, ten at a time', times(inBatches, 1e6), 2),
      ...itemised('a million duplicate alerts, one by one', times(alone, 1e6), 2),
      ...itemised('a month without an incident', await idleUsage(), 5),
    ];
  },
};

function itemised(what: string, usage: Usage, most: number): Row[] {
  const { lines, usd } = billFor(usage);
  const dear = lines.filter((line) => line.usd >= worthALine);
  const rest = lines.filter((line) => line.usd < worthALine).reduce((sum, line) => sum + line.usd, 0);
  return [
    atMost(what, usd, most, 'USD', 2),
    ...dear.map((line) => forInformation(`  ${line.name}: ${amount(line.quantity)} ${line.unit}`, dollars(line.usd))),
    ...(rest > 0 ? [forInformation('  everything else', dollars(rest))] : []),
  ];
}

function dollars(usd: number): string {
  return `${usd.toFixed(3)} USD`;
}

function amount(quantity: number): string {
  return quantity.toLocaleString('en', { maximumSignificantDigits: 4 });
}
