import type { Store } from 'dynalite/db';
import batchGetItem from 'dynalite/actions/batchGetItem';
import batchWriteItem from 'dynalite/actions/batchWriteItem';
import deleteItem from 'dynalite/actions/deleteItem';
import getItem from 'dynalite/actions/getItem';
import putItem from 'dynalite/actions/putItem';
import query from 'dynalite/actions/query';
import scan from 'dynalite/actions/scan';
import updateItem from 'dynalite/actions/updateItem';
import validations from 'dynalite/validations';
import batchGetRules from 'dynalite/validations/batchGetItem';
import batchWriteRules from 'dynalite/validations/batchWriteItem';
import deleteRules from 'dynalite/validations/deleteItem';
import getRules from 'dynalite/validations/getItem';
import putRules from 'dynalite/validations/putItem';
import queryRules from 'dynalite/validations/query';
import scanRules from 'dynalite/validations/scan';
import updateRules from 'dynalite/validations/updateItem';
import { asDynamoDbError } from './dynamodb-error';

const ACTIONS = {
  GetItem: { run: getItem, rules: getRules },
  BatchGetItem: { run: batchGetItem, rules: batchGetRules },
  Query: { run: query, rules: queryRules },
  Scan: { run: scan, rules: scanRules },
  PutItem: { run: putItem, rules: putRules },
  UpdateItem: { run: updateItem, rules: updateRules },
  DeleteItem: { run: deleteItem, rules: deleteRules },
  BatchWriteItem: { run: batchWriteItem, rules: batchWriteRules },
};

/** The operations that dynalite carries out for us. */
export type Action = keyof typeof ACTIONS;

/** An input that passed the checks, its expressions parsed. */
export type Checked = Record<string, unknown>;

/** What an operation answers, in DynamoDB JSON. */
export type Output = Record<string, unknown>;

/** Checks an input and parses its expressions. Strips members that dynalite does not know from `input`. Throws DynamoDbError. */
export function check(action: Action, input: object, store: Store): Checked {
  const { rules } = ACTIONS[action];
  try {
    const checked = validations.checkTypes(input, rules.types);
    validations.checkValidations(checked, rules.types, rules.custom, store);
    return checked;
  } catch (error) {
    throw asDynamoDbError(error);
  }
}

/** Carries out a checked input on a store. Rejects with DynamoDbError. */
export function carryOut(action: Action, checked: Checked, store: Store): Promise<Output> {
  return new Promise((resolve, reject) => {
    ACTIONS[action].run(store, checked, (error, output = {}) => {
      if (error) return reject(asDynamoDbError(error));
      resolve(withoutEmptyAttributes(output));
    });
  });
}

/** AWS leaves `Attributes` out where dynalite answers an empty map. */
function withoutEmptyAttributes({ Attributes, ...output }: Output): Output {
  const some = Attributes !== undefined && Object.keys(Attributes as object).length > 0;
  return some ? { ...output, Attributes } : output;
}
