import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import { DurableMap } from '../durable-map';
import { ENDING_EVENTS, type Execution } from './execution';
import { ExecutionHistory, type HistoryEvent } from './execution-history';
import { ExecutionRun, type RunHost } from './execution-run';
import type { Machine } from './machine';
import { StatesError } from './states-error';
import type { Invoke, StartedExecution } from './task-kind';

/** What StartExecution takes; `input` is JSON text. */
export interface StartRequest {
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly input?: string;
}

/** How long a closed execution's name stays taken. */
const NAME_KEPT_MS = 90 * 86_400_000;

/** All executions of the account: starts them, stops them, finds them, and takes the running ones up again after a restart. */
export class Executions {
  private readonly kept: DurableMap<Execution>;
  private readonly history: ExecutionHistory;
  private readonly runs = new Map<string, ExecutionRun>();
  private readonly host: RunHost;

  constructor(
    private readonly machines: ReadonlyMap<string, Machine>,
    private readonly options: {
      readonly clock: Clock;
      readonly directory?: string;
      readonly invoke: Invoke;
      readonly random: () => number;
      readonly onStatusChange: (execution: Execution) => void;
    },
  ) {
    const { clock, directory, invoke, random, onStatusChange } = options;
    this.kept = new DurableMap(directory, 'executions');
    this.history = new ExecutionHistory(directory, (arn) => this.kept.get(arn)?.status === 'RUNNING');
    const save = (execution: Execution): void => {
      this.history.save(execution.arn);
      this.kept.set(execution.arn, execution);
      if (execution.status === 'RUNNING') return;
      this.runs.delete(execution.arn);
      onStatusChange(execution);
    };
    this.host = { clock, invoke, random, history: this.history, save };
  }

  /** Takes up every execution that an earlier process left running; one whose machine is gone from the template is aborted. */
  resume(): void {
    for (const execution of [...this.kept.all()]) {
      if (this.nameIsFree(execution)) this.kept.delete(execution.arn);
      if (execution.status !== 'RUNNING') continue;
      const machine = this.machines.get(execution.machineArn);
      if (!machine)
        this.kept.set(execution.arn, { ...execution, status: 'ABORTED', stoppedAt: this.options.clock.now() });
      else if (!this.runs.has(execution.arn)) this.run(machine, execution);
    }
  }

  /**
   * Starts an execution, or answers the running one of the same name and input.
   * @throws StatesError `StateMachineDoesNotExist`, `InvalidName`, `InvalidExecutionInput`, `ExecutionAlreadyExists`
   */
  start({ stateMachineArn, name = randomUUID(), input = '{}' }: StartRequest): StartedExecution {
    const machine = this.machines.get(stateMachineArn);
    if (!machine) {
      throw new StatesError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
    }
    if (!/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u.test(name)) {
      throw new StatesError('InvalidName', `Invalid Name: '${name}'`);
    }
    const arn = `${machine.arn.replace(':stateMachine:', ':execution:')}:${name}`;
    const text = normalized(input);
    const now = this.options.clock.now();
    const earlier = this.find(arn);
    if (earlier?.status === 'RUNNING' && earlier.input === text) {
      return { executionArn: arn, startDate: earlier.startedAt };
    }
    if (earlier && !this.nameIsFree(earlier)) {
      throw new StatesError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
    }
    const execution = { arn, machineArn: machine.arn, name, input: text, startedAt: now, status: 'RUNNING' } as const;
    this.history.begin(arn, now);
    this.host.save(execution);
    this.options.onStatusChange(execution);
    this.run(machine, execution);
    return { executionArn: arn, startDate: now };
  }

  /** Aborts a running execution; a closed one stays as it is. @throws StatesError `ExecutionDoesNotExist` */
  stop(arn: string, result: Pick<Execution, 'error' | 'cause'>): Execution {
    this.runs.get(arn)?.close('ABORTED', result);
    return this.get(arn);
  }

  /** @throws StatesError `ExecutionDoesNotExist` */
  get(arn: string): Execution {
    const execution = this.find(arn);
    if (execution) return execution;
    throw new StatesError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }

  /** Every execution that is known, newest first. */
  all(): Execution[] {
    return [...this.kept.all()].map(({ arn }) => this.get(arn)).reverse();
  }

  /** An execution's history; of one that closed long ago only its first and last event. */
  historyOf(arn: string): readonly HistoryEvent[] {
    const { startedAt, stoppedAt, status } = this.get(arn);
    const events = this.history.of(arn);
    if (events.length > 0 || stoppedAt === undefined || status === 'RUNNING') return events;
    return [
      { at: startedAt, type: 'ExecutionStarted' },
      { at: stoppedAt, type: ENDING_EVENTS[status] },
    ];
  }

  private nameIsFree({ stoppedAt }: Execution): boolean {
    return stoppedAt !== undefined && stoppedAt + NAME_KEPT_MS <= this.options.clock.now();
  }

  private find(arn: string): Execution | undefined {
    return this.runs.get(arn)?.current ?? this.kept.get(arn);
  }

  private run(machine: Machine, execution: Execution): void {
    const run = new ExecutionRun(this.host, machine, execution);
    this.runs.set(execution.arn, run);
    if (execution.position) run.resume();
    else run.begin();
  }
}

function normalized(input: string): string {
  try {
    return JSON.stringify(JSON.parse(input));
  } catch {
    throw new StatesError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${input}'`);
  }
}
