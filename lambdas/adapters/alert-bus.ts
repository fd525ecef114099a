import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { AlertBus } from '../ports';
import { clientOptions } from './client-options';
import { putEvents } from './put-events';

/** The alert bus, where custom alerts come in. */
export function alertBus(busName: string, client = new EventBridgeClient(clientOptions)): AlertBus {
  return {
    report: (source, heartbeat) =>
      putEvents(client, 'alert bus', [
        { EventBusName: busName, Source: source, DetailType: 'Heartbeat', Detail: JSON.stringify({ heartbeat }) },
      ]),
    put: (source, alerts) =>
      putEvents(
        client,
        'alert bus',
        alerts.map((detail) => ({
          EventBusName: busName,
          Source: source,
          DetailType: 'Incident Alert',
          Detail: JSON.stringify(detail),
        })),
      ),
  };
}
