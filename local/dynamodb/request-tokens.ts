import { createHash } from 'node:crypto';
import type { Batch } from 'dynalite/db';
import { exception } from './dynamodb-error';
import { type TableStorage } from './table-storage';

/** AWS: "a client request token is valid for 10 minutes after the first request that uses it is completed". */
const VALID_FOR = 10 * 60_000;
const PLACE = 'tocsin-token~';

interface Use {
  readonly at: number;
  readonly hash: string;
}

/** The ClientRequestTokens of transactions that took effect; on disk they are committed with the transaction itself. */
export class RequestTokens {
  /** Oldest first, because the clock never runs back. */
  private readonly uses = new Map<string, Use>();

  constructor(
    private readonly storage: TableStorage,
    private readonly durable: boolean,
  ) {}

  async open(): Promise<void> {
    const stored: [string, Use][] = [];
    for await (const [key, use] of this.storage.entries(PLACE)) stored.push([key.slice(PLACE.length), use as Use]);
    for (const [token, use] of stored.sort(([, one], [, other]) => one.at - other.at)) this.uses.set(token, use);
  }

  /** Whether the transaction took effect already. Throws IdempotentParameterMismatchException when the token came with other items. */
  alreadyDone(token: string, hash: string, now: number): boolean {
    const use = this.uses.get(token);
    if (!use || now - use.at >= VALID_FOR) return false;
    if (use.hash === hash) return true;
    throw exception(
      'IdempotentParameterMismatchException',
      'Request rejected: the same client token was used with different parameters than its first request',
    );
  }

  /** Notes the use of a token and forgets the expired ones; answers what must be committed with the transaction. */
  use(token: string, hash: string, now: number): Batch {
    const operations: Batch = [];
    for (const [old, { at }] of this.uses) {
      if (now - at < VALID_FOR) break;
      this.uses.delete(old);
      operations.push({ type: 'del', key: PLACE + old });
    }
    this.uses.set(token, { at: now, hash });
    operations.push({ type: 'put', key: PLACE + token, value: { at: now, hash } });
    return this.durable ? operations : [];
  }

  /** Tells two requests apart. */
  static hash(items: unknown): string {
    return createHash('sha256').update(JSON.stringify(items)).digest('base64');
  }
}
