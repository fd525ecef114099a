import { instant } from '../../../domain/instant';
import { outboxTable as real } from '../../../lambdas/adapters/outbox-table';

/** An outbox that forgets a message before it has left. */
export const outboxTable: typeof real = (client, table) => {
  const outbox = real(client, table);
  return {
    ...outbox,
    async message(id, number) {
      const queued = await outbox.message(id, number);
      if (queued && queued.sentAt === undefined) await outbox.sent(id, number, instant(Date.now()));
      return queued;
    },
  };
};
