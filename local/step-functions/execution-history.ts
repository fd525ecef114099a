import { openJournal, type Journal } from '../journal';

/** One event of an execution's history; its id is its place in the list, from 1. `at` in epoch milliseconds. */
export interface HistoryEvent {
  readonly at: number;
  readonly type: string;
}

/** An execution that would go beyond this fails, here as on AWS. */
export const MOST_EVENTS = 25_000;

/** How many closed executions keep their history, to be looked at; of older ones only how they ended is known. */
const CLOSED_KEPT = 100;

type Line = readonly [executionArn: string, ...events: HistoryEvent[]];

/** The histories of running executions, on disk in step with their positions, and of the newest closed ones, in memory. */
export class ExecutionHistory {
  private readonly events = new Map<string, HistoryEvent[]>();
  private readonly unsaved = new Map<string, HistoryEvent[]>();
  private closed: string[] = [];
  private readonly journal: Journal<Line> | undefined;
  private written = 0;

  /** @param isRunning whether the execution of this ARN is still running: only these are taken up again */
  constructor(
    directory: string | undefined,
    private readonly isRunning: (executionArn: string) => boolean,
  ) {
    if (directory === undefined) return;
    this.journal = openJournal<Line>(directory, 'execution-histories');
    for (const [arn, ...events] of this.journal.replay()) {
      if (isRunning(arn)) this.listOf(this.events, arn).push(...events);
    }
    this.compact();
  }

  of(executionArn: string): readonly HistoryEvent[] {
    return this.events.get(executionArn) ?? [];
  }

  /** A new execution, perhaps of a name that was used long ago. */
  begin(executionArn: string, at: number): void {
    this.events.delete(executionArn);
    this.closed = this.closed.filter((arn) => arn !== executionArn);
    this.add(executionArn, at, 'ExecutionStarted');
  }

  /** Adds events; they reach the disk with the next `save`. */
  add(executionArn: string, at: number, ...types: readonly string[]): void {
    const added = types.map((type) => ({ at, type }));
    this.listOf(this.events, executionArn).push(...added);
    if (this.journal) this.listOf(this.unsaved, executionArn).push(...added);
  }

  save(executionArn: string): void {
    const added = this.unsaved.get(executionArn);
    if (!this.journal || !added) return;
    this.unsaved.delete(executionArn);
    this.journal.append([executionArn, ...added]);
    this.written++;
    if (this.written > 20_000) this.compact();
  }

  /** The execution has ended: its history is no longer kept on disk, and in memory for a while only. */
  close(executionArn: string): void {
    this.unsaved.delete(executionArn);
    this.closed.push(executionArn);
    if (this.closed.length > CLOSED_KEPT) this.events.delete(this.closed.shift()!);
  }

  private compact(): void {
    const running = [...this.events].filter(([arn]) => this.isRunning(arn));
    this.journal?.rewrite(running.map(([arn, events]) => [arn, ...events]));
    this.unsaved.clear();
    this.written = 0;
  }

  private listOf(lists: Map<string, HistoryEvent[]>, executionArn: string): HistoryEvent[] {
    const list = lists.get(executionArn) ?? [];
    lists.set(executionArn, list);
    return list;
  }
}
