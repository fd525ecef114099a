/** A run of a function that failed, whoever started it. */
export interface FailedRun {
  readonly functionName: string;
  /** Epoch milliseconds by the clock. */
  readonly at: number;
  /** `invoke`, `async`, or the ARN of the event source. */
  readonly source: string;
  readonly errorType: string;
  readonly errorMessage: string;
}

/** Sends a record of something that a function could not handle to a queue or topic, with the function's own role. */
export type ToDestination = (
  from: { readonly accessKeyId: string; readonly roleArn: string },
  destinationArn: string,
  body: string,
  attributes?: Readonly<Record<string, string>>,
) => void;
