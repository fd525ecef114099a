/** Takes a timer back; harmless when it has already run. */
export type Cancel = () => void;

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => unknown;
}

const longestIdleTurn = 1;

/**
 * The one clock of the local stack: engines, handlers and their timers all live by it. It runs with the real one
 * (`speed` 1) or stands still (`speed` 0) and can be skipped ahead; it never runs back.
 */
export class Clock {
  private timers: Timer[] = [];
  private order = 0;
  private base: number;
  private realBase = Date.now();
  private armed: NodeJS.Timeout | undefined;
  private calls = 0;
  private handlers = 0;
  private activity = 0;
  private advancing: Promise<void> | undefined;
  private held = false;

  /**
   * @param start epoch milliseconds at which this clock begins
   * @param speed seconds of this clock per real second; 0 stands still
   * @param patience real milliseconds without any activity after which a running handler is taken to be waiting for this clock
   */
  constructor(
    start: number,
    private readonly speed = 1,
    private readonly patience = 60,
  ) {
    this.base = start;
  }

  /** Epoch milliseconds by this clock. */
  now(): number {
    if (this.held || this.speed === 0) return this.base;
    return Math.floor(this.base + (Date.now() - this.realBase) * this.speed);
  }

  /** Runs `run` when the clock reaches `at` (epoch ms); at once, but never synchronously, when that has passed. A promise it returns is waited for. */
  at(at: number, run: () => unknown): Cancel {
    const timer: Timer = { at, order: this.order++, run };
    this.timers.splice(this.placeOf(timer), 0, timer);
    this.activity++;
    this.arm();
    return () => {
      const place = this.placeOf(timer);
      if (this.timers[place] === timer) this.timers.splice(place, 1);
      this.activity++;
    };
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => void this.at(this.now() + milliseconds, resolve));
  }

  /** Counts this work as in flight: the clock is not skipped past it. */
  async call<T>(work: () => Promise<T>): Promise<T> {
    this.calls++;
    this.activity++;
    try {
      return await work();
    } finally {
      this.calls--;
      this.activity++;
    }
  }

  /** Counts a handler's run. Unlike a call it may itself be waiting for one of this clock's timers, so it holds the clock only while it does something. */
  async handler<T>(work: () => Promise<T>): Promise<T> {
    this.handlers++;
    this.activity++;
    try {
      return await work();
    } finally {
      this.handlers--;
      this.activity++;
    }
  }

  /** Skips ahead, running all that falls due, in order, each to its end; answers when all is quiet. */
  async advance(milliseconds: number): Promise<void> {
    while (this.advancing) await this.advancing;
    this.advancing = this.skip(milliseconds).finally(() => (this.advancing = undefined));
    await this.advancing;
  }

  /** Answers when nothing is in flight and nothing more is due now. */
  quiet(): Promise<void> {
    return this.advance(0);
  }

  stop(): void {
    clearTimeout(this.armed);
    this.timers = [];
  }

  /** Where this timer stands, or would stand, in the list, which is in order of time and then of birth. */
  private placeOf(timer: Timer): number {
    let low = 0;
    let high = this.timers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.timers[middle]!;
      if (other.at < timer.at || (other.at === timer.at && other.order < timer.order)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private async skip(milliseconds: number): Promise<void> {
    this.base = this.now();
    this.held = true;
    clearTimeout(this.armed);
    const end = this.base + milliseconds;
    for (;;) {
      await this.settled();
      const next = this.timers[0];
      if (!next || next.at > end) break;
      this.timers.shift();
      this.base = Math.max(this.base, next.at);
      this.start(next);
    }
    this.base = Math.max(this.base, end);
    this.held = false;
    this.realBase = Date.now();
    this.arm();
  }

  private start(timer: Timer): void {
    this.activity++;
    void this.call(async () => {
      await timer.run();
    });
  }

  /**
   * Nothing is in flight for a few turns of the event loop. A handler that runs may be waiting for a timer of this clock,
   * or for a socket: it is given some idle time to go on by itself. A turn that took long was busy, not idle, so it
   * counts for little.
   */
  private async settled(): Promise<void> {
    let seen = -1;
    let turns = 0;
    let idle = 0;
    let last = performance.now();
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const now = performance.now();
      idle += Math.min(now - last, longestIdleTurn);
      last = now;
      turns++;
      if (this.activity !== seen || this.calls > 0) {
        seen = this.activity;
        turns = 0;
        idle = 0;
        if (this.calls > 0) await new Promise((resolve) => setTimeout(resolve, 0));
        continue;
      }
      if (turns >= 3 && this.handlers === 0) return;
      if (turns >= 30 && idle >= this.patience) return;
    }
  }

  private arm(): void {
    if (this.held || this.speed === 0) return;
    clearTimeout(this.armed);
    const next = this.timers[0];
    if (!next) return;
    const wait = Math.min(Math.max(0, (next.at - this.now()) / this.speed), 2 ** 31 - 1);
    this.armed = setTimeout(() => this.fire(), Math.ceil(wait));
  }

  private fire(): void {
    while (!this.held && this.timers[0] && this.timers[0].at <= this.now()) this.start(this.timers.shift()!);
    this.arm();
  }
}
