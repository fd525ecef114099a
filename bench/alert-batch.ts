import { alarmEvent } from '../test/support/alarm-event';

let batches = 0;

/** A batch of the alert queue as `ingest-alert` receives it: alarms of these names in turn, each with an id of its own. */
export function alertBatch(names: readonly string[], size: number, now: number): object {
  const batch = ++batches;
  const Records = Array.from({ length: size }, (_, index) => ({
    messageId: `batch-${batch}-${index}`,
    body: JSON.stringify(alarmEvent(names[index % names.length]!, 'ALARM', now, { id: `batch-${batch}-${index}` })),
  }));
  return { Records };
}
