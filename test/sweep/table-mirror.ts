import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { ChangeRecord } from '../../local/dynamodb/change-feed';
import type { LocalStack } from '../../local/stack';

export type Item = Readonly<Record<string, unknown>>;

/** One item before and after a committed write; no `after`: it was removed. */
export interface ItemChange {
  readonly pk: string;
  readonly sk: string;
  readonly before?: Item;
  readonly after?: Item;
}

/** The table as its stream tells it: known at every instant, without a call. */
export class TableMirror {
  private readonly byKey = new Map<string, Item>();

  /** @param onChange told of each item that changes, once the mirror shows it */
  constructor(stack: LocalStack, onChange: (change: ItemChange) => void) {
    const { lambda } = stack;
    const relay = lambda.onTableChange.bind(lambda);
    lambda.onTableChange = (record) => {
      onChange(this.take(record));
      relay(record);
    };
  }

  get items(): readonly Item[] {
    return [...this.byKey.values()];
  }

  private take(record: ChangeRecord): ItemChange {
    const { pk, sk } = plain(record.keys) as { pk: string; sk: string };
    const place = `${pk} ${sk}`;
    const before = this.byKey.get(place);
    const after = record.newImage && plain(record.newImage);
    if (after) this.byKey.set(place, after);
    else this.byKey.delete(place);
    return { pk, sk, before, after };
  }
}

function plain(image: object): Item {
  return unmarshall(image as Record<string, AttributeValue>);
}
