import { outboxTable as real } from '../../../lambdas/adapters/outbox-table';

/** An outbox that takes the incident for what it was when the message was queued. */
export const outboxTable: typeof real = (client, table) => {
  const outbox = real(client, table);
  return {
    ...outbox,
    async message(id, number) {
      const queued = await outbox.message(id, number);
      return (
        queued && { ...queued, incident: { ...queued.incident, status: 'investigating', acknowledgement: undefined } }
      );
    },
  };
};
