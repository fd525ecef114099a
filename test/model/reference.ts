/** How a severity pages, in minutes: when each level is called, when the same person again, and everybody after the last. */
const plans = {
  1: { levels: [0, 5, 10], again: [2, 4], everybody: 10, lapses: 30 },
  2: { levels: [0, 10, 20], again: [5], everybody: 30, lapses: 60 },
} as const;

interface Step {
  readonly after: number;
  readonly level: number;
  readonly first: boolean;
}

/** What one alarm and the people it calls should do: the smallest thing that can say who is paged when. Times are in minutes. */
export class Reference {
  now = 0;
  open = false;
  severity: 1 | 2 = 1;
  /** What the alarm itself calls it. */
  alarmSeverity: 1 | 2 = 1;
  holder: string | undefined;
  monitoring = false;
  firing = false;
  /** How often it fired again after an OK: a fourth time makes it flap, of which this model knows nothing. */
  refires = 0;
  standIn: string | undefined;
  resolvedAt: number | undefined;
  private levels: string[][] = [];
  private quietSince: number | undefined;
  private since = 0;
  private from = 1;
  private done = 0;
  private reached = 1;
  private lastSign = 0;
  private readonly declined = new Set<string>();
  private readonly paged = new Set<string>();
  private out: string[] = [];

  /** Who was paged since this was last asked, once for each page. */
  pages(): readonly string[] {
    const pages = this.out.sort();
    this.out = [];
    return pages;
  }

  /** True where an alarm would be a new incident: nothing is open, and the last one is over for long. */
  get isNew(): boolean {
    return !this.open && (this.resolvedAt === undefined || this.now - this.resolvedAt >= 30);
  }

  alarm(severity: 1 | 2): void {
    if (this.firing) return;
    this.firing = true;
    if (!this.open && !this.isNew) {
      Object.assign(this, { open: true, refires: this.refires + 1, quietSince: undefined, monitoring: false });
      this.pageFrom(Math.max(1, this.reached));
    } else if (!this.open) {
      Object.assign(this, {
        open: true,
        severity,
        alarmSeverity: severity,
        refires: 0,
        quietSince: undefined,
        monitoring: false,
      });
      Object.assign(this, { holder: undefined, lastSign: this.now });
      this.paged.clear();
      this.pageFrom(1);
    } else {
      Object.assign(this, { refires: this.refires + 1, quietSince: undefined });
      if (!this.monitoring) return;
      Object.assign(this, { monitoring: false, holder: undefined });
      this.pageFrom(1);
    }
  }

  ok(): void {
    if (!this.firing) return;
    this.firing = false;
    if (this.open) this.quietSince = this.now;
  }

  acknowledge(by: string): void {
    if (this.holder === undefined) this.holder = by;
    else if (this.holder !== by || this.now - this.lastSign <= 1) return;
    this.lastSign = this.now;
  }

  giveBack(by: string): void {
    const { holder } = this;
    if (holder === undefined) return;
    Object.assign(this, { holder: undefined, lastSign: this.now });
    if (this.monitoring) return;
    const other = this.levels.findIndex((level) => level.some((person) => person !== holder)) + 1;
    if (by === holder) this.pageFrom(other || 1, [holder]);
    else this.pageFrom(1);
  }

  decline(by: string): void {
    if (this.holder === by) return this.giveBack(by);
    if (!this.paging || this.declined.has(by)) return;
    const called = this.levels.slice(0, Math.max(1, this.reached)).flat();
    if (!called.includes(by) && !this.paged.has(by)) return;
    this.lookUp();
    this.declined.add(by);
    const left = this.levels.map((level) => level.filter((person) => !this.declined.has(person)));
    const own = this.levels.findIndex((level) => level.includes(by)) + 1 || 1;
    if (left.slice(Math.max(own, this.from - 1), this.reached).flat().length > 0) return;
    const next = left.findIndex((people, index) => index >= this.reached && people.length > 0) + 1;
    if (next > 0) return this.skipTo(next);
    const everybody = this.done > 0 && this.step(this.done - 1).level === 0;
    if (!everybody) for (const person of new Set(left.flat())) this.page(person);
  }

  escalate(by: string): void {
    this.lookUp();
    this.lastSign = this.now;
    if (!this.paging) {
      // Whoever has it keeps it: the others are asked by a notice, which is no page.
      return;
    }
    const free = (person: string) => person !== by && !this.declined.has(person);
    const next = this.levels.findIndex((level, index) => index >= Math.max(1, this.reached) && level.some(free)) + 1;
    if (next > 0) this.skipTo(next, by);
  }

  raise(): void {
    this.severity = 1;
    this.lastSign = this.now;
    if (this.holder === undefined) this.pageFrom(Math.max(1, this.reached));
  }

  resolve(): void {
    Object.assign(this, { open: false, resolvedAt: this.now, monitoring: false, quietSince: undefined });
  }

  /** Lets half a minute pass: all of its times are whole minutes after something that a person or an alarm did. */
  tick(): void {
    this.now += 0.5;
    if (!this.open) return;
    if (this.quietSince !== undefined && !this.monitoring && this.now >= this.quietSince + 5) {
      this.monitoring = true;
      if (this.holder === undefined) for (const person of this.willing()) this.page(person);
    }
    if (this.holder !== undefined && !this.monitoring && this.now >= this.lastSign + plans[this.severity].lapses) {
      this.holder = undefined;
      this.pageFrom(1);
    }
    if (this.paging) this.pageDue();
  }

  private get paging(): boolean {
    return this.open && this.holder === undefined && !this.monitoring;
  }

  private lookUp(): void {
    this.levels = [[this.standIn ?? 'sam'], ['alex'], ['kim']];
  }

  private page(person: string): void {
    this.out.push(person);
    this.paged.add(person);
  }

  private pageFrom(level: number, declined: readonly string[] = []): void {
    Object.assign(this, { holder: undefined, since: this.now, from: level, done: 0, reached: level });
    this.declined.clear();
    for (const person of declined) this.declined.add(person);
    this.pageDue();
  }

  private skipTo(level: number, except?: string): void {
    const { levels } = plans[this.severity];
    this.since = this.now - (levels[level - 1]! - levels[this.from - 1]!);
    this.pageDue(except);
  }

  private step(index: number): Step {
    const { levels, again, everybody } = plans[this.severity];
    const delay = (level: number) => levels[level - 1]! - levels[this.from - 1]!;
    const steps: Step[] = [];
    for (let level = this.from; level <= levels.length; level++)
      for (const more of [0, ...again]) steps.push({ after: delay(level) + more, level, first: more === 0 });
    steps.sort((one, other) => one.after - other.after || one.level - other.level);
    const after = delay(levels.length) + everybody * (index - steps.length + 1);
    return steps[index] ?? { after, level: 0, first: false };
  }

  private pageDue(except?: string): void {
    const due = new Map<string, number>();
    let vacant = 0;
    for (; this.since + this.step(this.done).after <= this.now; this.done++) {
      if (due.size === 0 && vacant === 0) this.lookUp();
      const { level, first } = this.step(this.done);
      const people = level === 0 ? this.everybody() : this.levels[level - 1]!.filter((one) => !this.declined.has(one));
      for (const person of people) if (person !== except) due.set(person, level || this.levelOf(person));
      if (people.length === 0 && first) vacant = level;
    }
    if (vacant > Math.max(0, ...due.values()))
      for (const person of this.everybody()) due.set(person, this.levelOf(person));
    for (const [person, level] of due) {
      this.page(person);
      this.reached = Math.max(this.reached, level);
    }
  }

  /** Whom an OK asks once more: the lowest level with somebody who has not declined. */
  private willing(): readonly string[] {
    const left = this.levels.map((level) => level.filter((person) => !this.declined.has(person)));
    return left.find((level) => level.length > 0) ?? this.levels[0]!;
  }

  private everybody(): readonly string[] {
    return [...new Set(this.levels.flat())];
  }

  private levelOf(person: string): number {
    return this.levels.findIndex((level) => level.includes(person)) + 1;
  }
}
