import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { EventPublisher } from '../ports';
import { clientOptions } from './client-options';
import { putEvents } from './put-events';

/** The incident bus. */
export function incidentBus(busName: string, client = new EventBridgeClient(clientOptions)): EventPublisher {
  return {
    publish: (news) =>
      putEvents(
        client,
        'incident bus',
        news.map(({ type, detail }) => ({
          EventBusName: busName,
          Source: 'tocsin',
          DetailType: type,
          Detail: JSON.stringify(detail),
        })),
      ),
  };
}
