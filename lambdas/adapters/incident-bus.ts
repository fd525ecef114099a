import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { EventPublisher } from '../ports';
import { clientOptions } from './aws-clients';

const mostPerCall = 10;
const attempts = 3;

/** The incident bus. PutEvents can fail for some entries and succeed for others: only the failed ones are sent again. */
export function incidentBus(busName: string, client = new EventBridgeClient(clientOptions)): EventPublisher {
  const put = async (entries: PutEventsRequestEntry[]): Promise<void> => {
    let left = entries;
    let why = '';
    for (let attempt = 0; attempt < attempts && left.length > 0; attempt++) {
      const answer = await client.send(new PutEventsCommand({ Entries: left }));
      why = answer.Entries?.find((entry) => entry.ErrorCode)?.ErrorCode ?? '';
      left = (answer.FailedEntryCount ?? 0) > 0 ? left.filter((_, index) => answer.Entries?.[index]?.ErrorCode) : [];
    }
    if (left.length > 0) throw new Error(`${left.length} events could not be put on the incident bus: ${why}`);
  };
  return {
    async publish(news) {
      const entries = news.map(({ type, detail }) => ({
        EventBusName: busName,
        Source: 'tocsin',
        DetailType: type,
        Detail: JSON.stringify(detail),
      }));
      for (let start = 0; start < entries.length; start += mostPerCall)
        await put(entries.slice(start, start + mostPerCall));
    },
  };
}
