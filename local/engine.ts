/** Who makes a call: a function's role, a state machine's role, or the account's owner (`roleArn` undefined). */
export interface Caller {
  readonly accessKeyId: string;
  readonly roleArn?: string;
}

/** One HTTP request to an AWS API, as it came over the wire, with the caller already known. */
export interface ApiRequest {
  readonly caller: Caller;
  readonly method: string;
  /** Decoded path without the query, e.g. `/bucket/key`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** What IAM must allow before the call is carried out. */
export interface Permission {
  /** E.g. `dynamodb:PutItem`. */
  readonly action: string;
  /** The full ARN of the resource. */
  readonly resource: string;
  /** Condition keys of this call, e.g. `{ 's3:if-match': '"etag"' }`. */
  readonly conditions?: Readonly<Record<string, string>>;
}

/**
 * One emulated AWS service. The gateway finds it by the service name in the signature's credential scope, asks which
 * operation and permissions the request stands for, lets IAM and the fault switch have their say, then calls `handle`.
 */
export interface Engine {
  /** The name in the signature's credential scope: `dynamodb`, `s3`, `sqs`, `sns`, `events`, `states`, `lambda`, `secretsmanager`, `sms-voice`. */
  readonly service: string;
  /** The operation's API name, e.g. `PutItem`. */
  operationOf(request: ApiRequest): string;
  permissionsOf(operation: string, request: ApiRequest): readonly Permission[];
  handle(operation: string, request: ApiRequest): Promise<ApiResponse>;
  /** A client error in this service's own wire format, used for refusals and injected faults. `code` e.g. `AccessDeniedException`. */
  failure(status: number, code: string, message: string): ApiResponse;
}
