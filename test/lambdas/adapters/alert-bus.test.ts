import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { alertBus } from '../../../lambdas/adapters/alert-bus';

const client = new EventBridgeClient({});
const bridge = mockClient(client);
beforeEach(() => bridge.reset());
const alert = { schemaVersion: 1, dedupKey: 'k', status: 'firing', title: 't' } as const;
const calls = () => bridge.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries!);

test('an alert is an Incident Alert of its source', async () => {
  bridge.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] });
  await alertBus('alerts', client).put('webhook.grafana', [alert]);
  expect(calls()).toEqual([
    [
      {
        EventBusName: 'alerts',
        Source: 'webhook.grafana',
        DetailType: 'Incident Alert',
        Detail: JSON.stringify(alert),
      },
    ],
  ]);
});

test('B2: large alerts go in as many calls as the size of a call asks for, in order', async () => {
  bridge.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [] });
  const large = Array.from({ length: 5 }, (_, index) => ({
    ...alert,
    dedupKey: `${index}`,
    description: 'ü'.repeat(50_000),
  }));
  await alertBus('alerts', client).put('webhook.grafana', large);
  expect(calls().map((entries) => entries.length)).toEqual([2, 2, 1]);
  const keys = calls().flatMap((entries) =>
    entries.map(({ Detail }) => (JSON.parse(Detail!) as typeof alert).dedupKey),
  );
  expect(keys).toEqual(['0', '1', '2', '3', '4']);
});

test('nothing to put costs no call', async () => {
  await alertBus('alerts', client).put('webhook.grafana', []);
  expect(calls()).toEqual([]);
});
