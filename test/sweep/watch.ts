import type { LocalStack } from '../../local/stack';
import { tooManyPages } from './pages';
import {
  differsFromTimeline,
  gaps,
  openTwice,
  outOfTheIndex,
  overdue,
  pagedInVain,
  rewrittenTimeline,
  wrongVersion,
} from './step-invariants';
import { TableMirror } from './table-mirror';

/** Holds the invariants against a running stack: some against each write, the others after each step of the story. */
export class Watch {
  private readonly mirror: TableMirror;
  private readonly found = new Set<string>();

  /**
   * @param latest how long after its time a promise may wait, in milliseconds
   * @param alone the same for what nobody but the auditor looks after
   */
  constructor(
    private readonly stack: LocalStack,
    private readonly latest: number,
    private readonly alone: number,
  ) {
    this.mirror = new TableMirror(stack, (change) =>
      this.note([...wrongVersion(change), ...rewrittenTimeline(change), ...pagedInVain(change, this.mirror.items)]),
    );
  }

  /** After a step, when nothing is in flight. */
  step(): void {
    const { items } = this.mirror;
    const now = this.stack.clock.now();
    this.note([
      ...overdue(items, now, this.latest, this.alone),
      ...tooManyPages(this.stack.messages()),
      ...outOfTheIndex(items),
      ...gaps(items),
      ...differsFromTimeline(items),
      ...openTwice(items),
    ]);
  }

  /** What did not hold, each once. */
  violations(): readonly string[] {
    return [...this.found];
  }

  private note(broken: readonly string[]): void {
    for (const what of broken) this.found.add(what);
  }
}
