/** How a service words a refusal: HTTP status and error code. */
interface Wording {
  readonly status: number;
  readonly code: string;
}

/** Missing permission, by service (error tables of each API reference). */
const DENIED: Readonly<Record<string, Wording>> = {
  dynamodb: { status: 400, code: 'AccessDeniedException' },
  events: { status: 400, code: 'AccessDeniedException' },
  lambda: { status: 403, code: 'AccessDeniedException' },
  s3: { status: 403, code: 'AccessDenied' },
  secretsmanager: { status: 400, code: 'AccessDeniedException' },
  'sms-voice': { status: 400, code: 'AccessDeniedException' },
  sns: { status: 403, code: 'AuthorizationError' },
  sqs: { status: 403, code: 'AccessDeniedException' },
  states: { status: 400, code: 'AccessDeniedException' },
};

/** Too many requests, by service. */
const THROTTLED: Readonly<Record<string, Wording>> = {
  dynamodb: { status: 400, code: 'ProvisionedThroughputExceededException' },
  events: { status: 400, code: 'ThrottlingException' },
  lambda: { status: 429, code: 'TooManyRequestsException' },
  s3: { status: 503, code: 'SlowDown' },
  secretsmanager: { status: 400, code: 'ThrottlingException' },
  'sms-voice': { status: 400, code: 'ThrottlingException' },
  sns: { status: 400, code: 'Throttling' },
  sqs: { status: 400, code: 'RequestThrottled' },
  states: { status: 400, code: 'ThrottlingException' },
};

/** An outage, by service. */
const BROKEN: Readonly<Record<string, Wording>> = {
  dynamodb: { status: 500, code: 'InternalServerError' },
  events: { status: 500, code: 'InternalException' },
  lambda: { status: 500, code: 'ServiceException' },
  s3: { status: 500, code: 'InternalError' },
  secretsmanager: { status: 500, code: 'InternalServiceError' },
  'sms-voice': { status: 500, code: 'InternalServerException' },
  sns: { status: 500, code: 'InternalError' },
  sqs: { status: 500, code: 'InternalError' },
  states: { status: 500, code: 'InternalServerError' },
};

export type Refusal = 'denied' | 'throttled' | 'broken';

/** How this service words this kind of refusal. */
export function wordingOf(refusal: Refusal, service: string): Wording {
  const words = { denied: DENIED, throttled: THROTTLED, broken: BROKEN }[refusal][service];
  if (!words) throw new Error(`refusal-wording.ts: how does ${service} say "${refusal}"? Add it to the table`);
  return words;
}
