/** An error as a state machine knows it: `name` is what Retry and Catch look at, e.g. `States.Timeout`; `message` is its Cause. */
export class StatesError extends Error {
  constructor(
    override readonly name: string,
    cause: string,
  ) {
    super(cause);
  }
}

/** Anything thrown, as a state machine sees it: the error's name stays, its message becomes the Cause. */
export function asStatesError(error: unknown): StatesError {
  if (error instanceof StatesError) return error;
  const { name = 'Error', message = 'unknown error' } = error as Partial<Error>;
  return new StatesError(name, message);
}

/** The most a state may take in or give out, in bytes of JSON. */
const MOST_BYTES = 262_144;

/** Answers the value itself. @throws StatesError `States.DataLimitExceeded` when it is more than a state may hold */
export function withinLimit<T>(value: T, where: string): T {
  const bytes = Buffer.byteLength(JSON.stringify(value) ?? '');
  if (bytes <= MOST_BYTES) return value;
  throw new StatesError('States.DataLimitExceeded', `${where} is ${bytes} bytes, more than ${MOST_BYTES}`);
}
