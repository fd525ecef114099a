const DYNAMODB = 'com.amazonaws.dynamodb.v20120810#';

/** What goes over the wire: `__type` is the exception's full name. */
export interface ErrorBody {
  readonly __type: string;
  readonly message?: string;
  readonly Message?: string;
  readonly [member: string]: unknown;
}

/** A refusal that a client sees as an exception; `name` is the exception's short name. */
export class DynamoDbError extends Error {
  constructor(
    readonly statusCode: number,
    readonly body: ErrorBody,
  ) {
    super(body.message ?? body.Message ?? body.__type);
    this.name = body.__type.slice(body.__type.indexOf('#') + 1);
  }
}

/** One of DynamoDB's own exceptions, answered with status 400. */
export function exception(name: string, message: string, members: Record<string, unknown> = {}): DynamoDbError {
  return new DynamoDbError(400, { __type: DYNAMODB + name, message, ...members });
}

/** What DynamoDB answers to a request that makes no sense to it. */
export function validationError(message: string): DynamoDbError {
  return new DynamoDbError(400, { __type: 'com.amazon.coral.validate#ValidationException', message });
}

/** There is no such table. */
export function tableNotFound(): DynamoDbError {
  return exception('ResourceNotFoundException', 'Requested resource not found');
}

/** dynalite rejects with plain errors that carry a status and a body; anything else is a fault of ours and passes through. */
export function asDynamoDbError(error: unknown): Error {
  if (error instanceof DynamoDbError) return error;
  if (!(error instanceof Error)) return new Error('A DynamoDB action failed without an error', { cause: error });
  const { statusCode, body } = error as Error & { statusCode?: number; body?: ErrorBody };
  return statusCode !== undefined && body !== undefined ? new DynamoDbError(statusCode, body) : error;
}
