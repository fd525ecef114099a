import { Clock } from '../../local/clock';

describe('Clock', () => {
  it('runs what falls due in order of time, then of birth, and shows each its own instant', async () => {
    const clock = new Clock(1000, 0);
    const seen: [string, number][] = [];
    const note = (name: string) => () => void seen.push([name, clock.now()]);
    clock.at(1300, note('c'));
    clock.at(1100, note('a'));
    clock.at(1300, note('d'));
    clock.at(1200, note('b'));
    clock.at(1250, note('taken back'))();
    await clock.advance(300);
    expect(seen).toEqual([
      ['a', 1100],
      ['b', 1200],
      ['c', 1300],
      ['d', 1300],
    ]);
    expect(clock.now()).toBe(1300);
  });

  it('does not pass work in flight, and lets a handler wait for its own timer', async () => {
    const clock = new Clock(0, 0);
    const seen: number[] = [];
    clock.at(10, () => {
      void clock.handler(async () => {
        await clock.call(() => new Promise((resolve) => setTimeout(resolve, 60)));
        seen.push(clock.now());
        await clock.sleep(500);
        seen.push(clock.now());
      });
    });
    await clock.advance(1000);
    expect(seen).toEqual([10, 510]);
  });

  it('stands still at speed 0 and runs many times faster at a high speed', async () => {
    const still = new Clock(5, 0);
    const fast = new Clock(0, 100);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(still.now()).toBe(5);
    expect(fast.now()).toBeGreaterThanOrEqual(1000);
    fast.stop();
  });
});
