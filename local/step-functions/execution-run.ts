import type { Cancel, Clock } from '../clock';
import { DATA_FLOWS, type DataFlow } from './data-flow';
import { languageOf, type State } from './definition';
import { isMeantFor, mostRetries, retryPauseMs } from './error-handling';
import { contextOf, ENDING_EVENTS, type Execution, type Position } from './execution';
import { MOST_EVENTS, type ExecutionHistory } from './execution-history';
import { inSeconds } from './duration';
import type { Machine } from './machine';
import type { Outcome, Scope } from './scope';
import { asStatesError, StatesError, withinLimit } from './states-error';
import { taskKindOf, type Invoke } from './task-kind';

/** What a run needs of its engine. */
export interface RunHost {
  readonly clock: Clock;
  readonly invoke: Invoke;
  readonly history: ExecutionHistory;
  /** From 0 to 1, for jitter. */
  readonly random: () => number;
  /** Puts the execution on disk. */
  save(execution: Execution): void;
}

/**
 * Runs one execution: from state to state until time must pass, then again from there. What lies between two such points
 * takes no time and is saved as a whole, so a restart goes on at the last of them: a Wait until its own instant, a Task
 * in flight from its beginning.
 */
export class ExecutionRun {
  private readonly timers = new Set<Cancel>();
  private attempt = 0;

  constructor(
    private readonly host: RunHost,
    private readonly machine: Machine,
    private execution: Execution,
  ) {}

  /** How the execution stands at this moment. */
  get current(): Execution {
    return this.execution;
  }

  /** Begins at the first state. */
  begin(): void {
    this.limitTime();
    void this.proceed(async () => {
      this.enter(this.machine.definition.StartAt, JSON.parse(this.execution.input), {});
      return this.perform();
    });
  }

  /** Goes on where an earlier process left off. */
  resume(): void {
    this.limitTime();
    const { wakeAt } = this.position;
    if (wakeAt === undefined || !this.machine.definition.States[this.position.state]) {
      void this.proceed(() => this.perform());
    } else this.sleep(wakeAt);
  }

  /** Ends the execution; nothing that is still in flight can change it then. */
  close(status: keyof typeof ENDING_EVENTS, result: Pick<Execution, 'output' | 'error' | 'cause'> = {}): void {
    if (this.execution.status !== 'RUNNING') return;
    this.attempt++;
    this.timers.forEach((cancel) => cancel());
    this.timers.clear();
    const { arn, machineArn, name, input, startedAt } = this.execution;
    const stoppedAt = this.host.clock.now();
    this.host.history.add(arn, stoppedAt, ENDING_EVENTS[status]);
    this.execution = { arn, machineArn, name, input, startedAt, status, stoppedAt, ...result };
    this.host.save(this.execution);
    this.host.history.close(arn);
  }

  private get position(): Position {
    return this.execution.position!;
  }

  private get state(): State {
    const state = this.machine.definition.States[this.position.state];
    if (state) return state;
    throw new StatesError('States.Runtime', `The definition has no state ${this.position.state} any more`);
  }

  private get flow(): DataFlow {
    return DATA_FLOWS[languageOf(this.state, this.machine.definition)];
  }

  /** The context object is made only when something asks for it: few states do. */
  private scope(): Scope {
    const { execution, machine } = this;
    const { input, variables } = this.position;
    const now = this.host.clock.now();
    return { input, variables, now, context: () => contextOf(execution, machine.roleArn) };
  }

  /** From an outcome on until time must pass or the end is reached. Never waits for a handler. */
  private proceed(first: () => Promise<Outcome | undefined>): Promise<void> {
    return this.host.clock.call(async () => {
      try {
        let outcome = await this.guarded(first);
        while (outcome && this.leave(outcome)) outcome = await this.guarded(() => this.perform());
      } catch (thrown) {
        const { name: error, message: cause } = asStatesError(thrown);
        this.close('FAILED', { error, cause });
      }
    });
  }

  private async guarded(work: () => Promise<Outcome | undefined>): Promise<Outcome | undefined> {
    try {
      return await work();
    } catch (thrown) {
      return this.handle(asStatesError(thrown));
    }
  }

  /** Does what the state is for. Answers undefined when time must pass first. */
  private async perform(): Promise<Outcome | undefined> {
    const { state, flow } = this;
    const scope = this.scope();
    switch (state.Type) {
      case 'Task':
        return this.startTask();
      case 'Wait':
        return this.pauseUntil(await flow.wakeAt(state, scope));
      case 'Choice':
        return flow.choose(state, scope);
      case 'Fail':
        throw await flow.failure(state, scope);
      default:
        return flow.outcome(state, scope);
    }
  }

  private pauseUntil(wakeAt: number): undefined {
    if (this.execution.status !== 'RUNNING') return;
    this.moveTo({ ...this.position, wakeAt });
    this.sleep(wakeAt);
  }

  private sleep(wakeAt: number): void {
    this.after(wakeAt, () =>
      this.proceed(() => (this.state.Type === 'Wait' ? this.flow.outcome(this.state, this.scope()) : this.perform())),
    );
  }

  private async startTask(): Promise<undefined> {
    const { state, flow } = this;
    const scope = this.scope();
    const kind = taskKindOf(state.Resource!)!;
    const input = withinLimit(await flow.taskInput(state, scope), 'The input of the task');
    const timeout = await flow.timeoutSeconds(state, scope);
    if (this.execution.status !== 'RUNNING') return;
    const attempt = ++this.attempt;
    this.record(`${kind.events}Scheduled`, `${kind.events}Started`);
    this.moveTo({ ...this.position, wakeAt: undefined });
    const by = { executionArn: this.execution.arn, roleArn: this.machine.roleArn };
    const ended = (how: string, outcome: () => Promise<Outcome | undefined>): Promise<void> => {
      if (attempt !== this.attempt) return Promise.resolve();
      this.attempt++;
      stopWaiting?.();
      return this.proceed(() => {
        this.record(`${kind.events}${how}`);
        return outcome();
      });
    };
    const stopWaiting =
      timeout === undefined
        ? undefined
        : this.after(inSeconds(timeout, scope.now), () => {
            const late = new StatesError('States.Timeout', `The task took more than ${timeout} seconds`);
            return ended('TimedOut', () => Promise.reject(late));
          });
    const run = kind.run(input, (resourceArn, payload) => this.host.invoke(resourceArn, payload, by));
    void run.then(
      (result) => ended('Succeeded', () => flow.taskOutcome(state, this.scope(), withinLimit(result, 'The result'))),
      (thrown) => ended('Failed', () => Promise.reject(asStatesError(thrown))),
    );
  }

  /** Retries or catches what a Task failed with; what nothing handles is thrown on and fails the execution. */
  private async handle(error: StatesError): Promise<Outcome | undefined> {
    const { Retry = [], Catch = [] } = this.state;
    const { retries } = this.position;
    const index = Retry.findIndex(({ ErrorEquals }) => isMeantFor(ErrorEquals, error.name));
    const retrier = Retry[index];
    const made = retries[index] ?? 0;
    if (retrier && made < mostRetries(retrier)) {
      const counted = Retry.map((_retrier, place) => (retries[place] ?? 0) + (place === index ? 1 : 0));
      this.moveTo({ ...this.position, retries: counted });
      return this.pauseUntil(this.host.clock.now() + retryPauseMs(retrier, made, this.host.random()));
    }
    const catcher = Catch.find(({ ErrorEquals }) => isMeantFor(ErrorEquals, error.name));
    if (!catcher) throw error;
    return this.flow.caught(catcher, this.scope(), error);
  }

  /** Leaves the state with this outcome. Answers whether there is a next one. */
  private leave(outcome: Outcome): boolean {
    if (this.execution.status !== 'RUNNING') return false;
    const { state, position } = this;
    const output = withinLimit(outcome.output, `The output of ${position.state}`);
    const variables = { ...position.variables, ...outcome.assign };
    this.record(`${state.Type}StateExited`);
    const next = outcome.next ?? state.Next;
    if (next === undefined) this.close('SUCCEEDED', { output: JSON.stringify(output) });
    else this.enter(next, output, variables);
    return next !== undefined;
  }

  private enter(state: string, input: unknown, variables: Position['variables']): void {
    const position = { state, input, variables, enteredAt: this.host.clock.now(), retries: [] };
    this.execution = { ...this.execution, position };
    this.record(`${this.state.Type}StateEntered`);
  }

  private moveTo(position: Position): void {
    this.execution = { ...this.execution, position };
    this.host.save(this.execution);
  }

  /** The last event of all is kept free for how the execution ends. */
  private record(...types: readonly string[]): void {
    const { arn } = this.execution;
    if (this.host.history.of(arn).length + types.length >= MOST_EVENTS) {
      throw new StatesError('States.Runtime', `The execution reached the maximum of ${MOST_EVENTS} history events`);
    }
    this.host.history.add(arn, this.host.clock.now(), ...types);
  }

  private limitTime(): void {
    const seconds = this.machine.definition.TimeoutSeconds;
    if (seconds !== undefined) this.after(this.execution.startedAt + seconds * 1000, () => this.close('TIMED_OUT'));
  }

  private after(at: number, run: () => unknown): Cancel {
    const cancelTimer = this.host.clock.at(at, () => {
      this.timers.delete(cancelTimer);
      return run();
    });
    this.timers.add(cancelTimer);
    return () => {
      this.timers.delete(cancelTimer);
      cancelTimer();
    };
  }
}
