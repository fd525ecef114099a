import { carryOut, check, type Output } from './actions';
import { type Item } from './attribute-values';
import { validationError } from './dynamodb-error';
import { keysOf, type TimeToLive } from './table-description';
import { type TableStorage } from './table-storage';

/** AWS leaves items alone whose time lies more than five years back, lest milliseconds or typing errors empty a table. */
const FIVE_YEARS = 5 * 365 * 24 * 3600;

/** Which tables forget items, and by which attribute. */
export class TimeToLiveSettings {
  private readonly settings = new Map<string, TimeToLive>();

  constructor(private readonly storage: TableStorage) {}

  set(table: string, setting: TimeToLive | undefined): void {
    if (setting?.Enabled) this.settings.set(table, setting);
    else this.settings.delete(table);
  }

  /** DescribeTimeToLive. */
  describe(table: string): Output {
    const { TableName } = this.storage.table(table);
    const setting = this.settings.get(TableName);
    const enabled = setting && { TimeToLiveStatus: 'ENABLED', AttributeName: setting.AttributeName };
    return { TimeToLiveDescription: enabled ?? { TimeToLiveStatus: 'DISABLED' } };
  }

  /** UpdateTimeToLive. It holds until the process ends: the next start deploys the template, which decides. */
  update(table: string, setting: TimeToLive): Output {
    const { TableName } = this.storage.table(table);
    if (setting.Enabled === this.settings.has(TableName)) {
      throw validationError(`TimeToLive is already ${setting.Enabled ? 'enabled' : 'disabled'}`);
    }
    this.set(TableName, setting);
    return { TimeToLiveSpecification: setting };
  }

  /** The deletes that a sweep consists of; each looks again before it deletes, because the item may have been renewed. */
  async expired(now: number): Promise<Record<string, unknown>[]> {
    const store = this.storage.reading;
    const deletes: Record<string, unknown>[] = [];
    for (const [table, { AttributeName }] of this.settings) {
      const condition = expiredBy(AttributeName, Math.floor(now / 1000));
      const { ConditionExpression: FilterExpression, ...names } = condition;
      let page: Output = {};
      do {
        const input = { TableName: table, ExclusiveStartKey: page.LastEvaluatedKey, FilterExpression, ...names };
        page = await carryOut('Scan', check('Scan', input, store), store);
        const keys = (page.Items as Item[]).map((item) => keysOf(this.storage.table(table), item));
        deletes.push(...keys.map((Key) => ({ TableName: table, Key, ...structuredClone(condition) })));
      } while (page.LastEvaluatedKey);
    }
    return deletes;
  }
}

function expiredBy(attribute: string, seconds: number) {
  return {
    ConditionExpression: '#expires BETWEEN :longAgo AND :now',
    ExpressionAttributeNames: { '#expires': attribute },
    ExpressionAttributeValues: { ':longAgo': { N: String(seconds - FIVE_YEARS) }, ':now': { N: String(seconds) } },
  };
}
