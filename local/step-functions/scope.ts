/** All that a state can refer to. */
export interface Scope {
  /** The state's input as it came in. */
  readonly input: unknown;
  /** Makes the context object: the execution, the machine, the state. */
  readonly context: () => object;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The clock's time in epoch milliseconds, for `$now()` and `$millis()`. */
  readonly now: number;
}

/** What comes out of a state: its output, the variables it sets, and, where the state itself does not say, what comes next. */
export interface Outcome {
  readonly output: unknown;
  readonly assign: Readonly<Record<string, unknown>>;
  readonly next?: string;
}
