import { outboxTable as real } from '../../../lambdas/adapters/outbox-table';

/** An outbox that lets any number of runs send for one incident at once. */
export const outboxTable: typeof real = (client, table) => ({
  ...real(client, table),
  lease: async () => true,
  release: async () => undefined,
});
