import type { Batch } from 'dynalite/db';
import { sameItem, type Item } from './attribute-values';
import { type ItemChange } from './staged-writes';
import { keysOf, type StreamViewType } from './table-description';
import { type TableStorage } from './table-storage';

/** One record of a table's stream. Images are there as far as the table's StreamViewType shows them. */
export interface ChangeRecord {
  readonly tableName: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly keys: Item;
  readonly oldImage?: Item;
  readonly newImage?: Item;
  /** Rises with every record, across restarts too; digits of equal length. */
  readonly sequenceNumber: string;
  /** Only on what the TTL sweep removed, as in AWS. */
  readonly userIdentity?: typeof TIME_TO_LIVE;
}

/** Who removed an expired item, as AWS writes it into the stream record. */
const TIME_TO_LIVE = { type: 'Service', principalId: 'dynamodb.amazonaws.com' } as const;

const PENDING = 'tocsin-feed~';
const SEQUENCE = 'tocsin-sequence';

/**
 * The streams of all tables as one sequence. On disk, records are stored in the same batch as the write they tell of and
 * dropped once handed over: after `kill -9` a record may come twice, but none is lost.
 */
export class ChangeFeed {
  private sequence = 0;

  constructor(
    private readonly storage: TableStorage,
    private readonly durable: boolean,
    private readonly onChange: ((record: ChangeRecord) => void) | undefined,
  ) {}

  /** Hands over what was committed but not handed over before the process ended. */
  async open(): Promise<void> {
    this.sequence = (this.storage.read(SEQUENCE) as number | undefined) ?? 0;
    const left: ChangeRecord[] = [];
    for await (const [, record] of this.storage.entries(PENDING)) left.push(record as ChangeRecord);
    await this.handOver(left);
  }

  /** The records of these changes: none for a table without a stream, nor for a write that changed nothing. */
  recordsOf(changes: readonly ItemChange[], byTimeToLive: boolean): ChangeRecord[] {
    if (!this.onChange) return [];
    return changes.flatMap((change) => {
      const view = change.table.StreamSpecification?.StreamViewType;
      const changed = view !== undefined && !sameItem(change.before, change.after);
      return changed ? [this.record(change, view, byTimeToLive)] : [];
    });
  }

  /** What must be committed together with the write. */
  pending(records: readonly ChangeRecord[]): Batch {
    if (!this.durable || records.length === 0) return [];
    return [
      ...records.map((record) => ({ type: 'put' as const, key: PENDING + record.sequenceNumber, value: record })),
      { type: 'put', key: SEQUENCE, value: this.sequence },
    ];
  }

  /** After the commit, in order. */
  async handOver(records: readonly ChangeRecord[]): Promise<void> {
    for (const record of records) this.onChange?.(record);
    if (!this.durable || records.length === 0) return;
    await this.storage.commit(records.map((record) => ({ type: 'del', key: PENDING + record.sequenceNumber })));
  }

  private record({ table, before, after }: ItemChange, view: StreamViewType, byTimeToLive: boolean): ChangeRecord {
    const showsOld = view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES';
    const showsNew = view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES';
    return {
      tableName: table.TableName,
      eventName: !before ? 'INSERT' : !after ? 'REMOVE' : 'MODIFY',
      keys: keysOf(table, (after ?? before) as Item),
      ...(showsOld && before && { oldImage: before }),
      ...(showsNew && after && { newImage: after }),
      sequenceNumber: String(++this.sequence).padStart(21, '0'),
      ...(byTimeToLive && { userIdentity: TIME_TO_LIVE }),
    };
  }
}
