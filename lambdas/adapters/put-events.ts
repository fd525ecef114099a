import { PutEventsCommand, type EventBridgeClient, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';

const mostPerCall = 10;
/** In bytes, all entries of a call together: a margin below what PutEvents takes. */
const largestCall = 240_000;
const attempts = 3;

/**
 * Puts events on a bus. PutEvents can fail for some entries and succeed for others: only the failed ones are sent again.
 * @throws Error that names `bus` when some are refused again and again; the others are on the bus
 */
export async function putEvents(
  client: EventBridgeClient,
  bus: string,
  entries: readonly PutEventsRequestEntry[],
): Promise<void> {
  for (const call of calls(entries)) await put(client, bus, call);
}

async function put(client: EventBridgeClient, bus: string, entries: PutEventsRequestEntry[]): Promise<void> {
  let left = entries;
  let why = '';
  for (let attempt = 0; attempt < attempts && left.length > 0; attempt++) {
    const answer = await client.send(new PutEventsCommand({ Entries: left }));
    why = answer.Entries?.find((entry) => entry.ErrorCode)?.ErrorCode ?? '';
    left = (answer.FailedEntryCount ?? 0) > 0 ? left.filter((_, index) => answer.Entries?.[index]?.ErrorCode) : [];
  }
  if (left.length > 0) throw new Error(`${left.length} events could not be put on the ${bus}: ${why}`);
}

/** As few calls as their limits allow, in order. */
function calls(entries: readonly PutEventsRequestEntry[]): PutEventsRequestEntry[][] {
  const all: PutEventsRequestEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.Detail ?? '') + 500;
    const last = all.at(-1);
    if (last && last.length < mostPerCall && bytes + size <= largestCall) {
      last.push(entry);
      bytes += size;
    } else {
      all.push([entry]);
      bytes = size;
    }
  }
  return all;
}
