import type { Cancel, Clock } from '../clock';

/** A `Date` whose "now" is the clock's. Dates made elsewhere still count as instances. */
export function dateOf(clock: Clock): DateConstructor {
  const RealDate = Date;
  return new Proxy(RealDate, {
    construct: (target, given: [], newTarget: DateConstructor) =>
      Reflect.construct(target, given.length === 0 ? [clock.now()] : given, newTarget) as object,
    apply: () => new RealDate(clock.now()).toString(),
    get: (target, key) => (key === 'now' ? () => clock.now() : (Reflect.get(target, key) as unknown)),
  });
}

/** What `setTimeout` answers: node's own has these methods, and SDKs call `unref`. */
class SandboxTimer {
  cancel: Cancel = () => undefined;

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }
}

/** The timers of one container, by the clock. Zero means "in the next turn", not time, so it passes also when the clock stands still. */
export class SandboxTimers {
  private readonly running = new Set<SandboxTimer>();

  constructor(
    private readonly clock: Clock,
    private readonly onError: (error: unknown) => void,
  ) {}

  readonly setTimeout = (run: (...values: unknown[]) => void, delay = 0, ...values: unknown[]): SandboxTimer => {
    const timer = new SandboxTimer();
    this.start(timer, delay, () => {
      this.running.delete(timer);
      run(...values);
    });
    return timer;
  };

  readonly setInterval = (run: (...values: unknown[]) => void, delay = 1, ...values: unknown[]): SandboxTimer => {
    const timer = new SandboxTimer();
    const again = () => {
      this.start(timer, Math.max(1, delay), again);
      run(...values);
    };
    this.start(timer, Math.max(1, delay), again);
    return timer;
  };

  readonly clear = (timer: unknown): void => {
    if (!(timer instanceof SandboxTimer)) return;
    timer.cancel();
    this.running.delete(timer);
  };

  /** `timers/promises`, as far as a function would use it. */
  readonly promises = {
    setTimeout: <T>(delay = 0, value?: T) =>
      new Promise<T | undefined>((resolve) => this.setTimeout(() => resolve(value), delay)),
    setImmediate: <T>(value?: T) => new Promise<T | undefined>((resolve) => setImmediate(() => resolve(value))),
  };

  /** Stops all: the container is gone. */
  dispose(): void {
    for (const timer of this.running) timer.cancel();
    this.running.clear();
  }

  private start(timer: SandboxTimer, delay: number, run: () => void): void {
    const guarded = () => {
      try {
        run();
      } catch (error) {
        this.onError(error);
      }
    };
    this.running.add(timer);
    if (delay > 0) {
      timer.cancel = this.clock.at(this.clock.now() + delay, guarded);
    } else {
      const immediate = setImmediate(guarded);
      timer.cancel = () => clearImmediate(immediate);
    }
  }
}
