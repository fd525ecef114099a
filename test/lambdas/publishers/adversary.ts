/** Decides whose call goes on next, and never lets two go on at once: one seed, one schedule. */
export class Adversary {
  private readonly waiting: { readonly go: () => void; readonly slowness: number }[] = [];

  constructor(readonly random: () => number) {}

  /** Goes on when it is this one's turn. The slower, the more often others go first. */
  turn(slowness = 1): Promise<void> {
    return new Promise((go) => void this.waiting.push({ go, slowness }));
  }

  /** True in this share of cases. */
  strikes(share: number): boolean {
    return this.random() < share;
  }

  one<Kind>(of: readonly Kind[]): Kind {
    return of[Math.floor(this.random() * of.length)]!;
  }

  /** Lets one after another go on, until nobody waits any more. `tick` comes before each. */
  async run(tick: () => void): Promise<void> {
    for (;;) {
      await new Promise((settled) => setImmediate(settled));
      if (this.waiting.length === 0) return;
      tick();
      this.waiting.splice(this.next(), 1)[0]!.go();
    }
  }

  private next(): number {
    const chances = this.waiting.map(({ slowness }) => 1 / slowness);
    let left = this.random() * chances.reduce((sum, chance) => sum + chance, 0);
    return Math.max(
      0,
      chances.findIndex((chance) => (left -= chance) < 0),
    );
  }
}
