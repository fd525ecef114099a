import { Clock } from '../../../local/clock';
import { parseFaults, type FaultKind } from '../../../local/faults/fault';
import { FaultSwitch } from '../../../local/faults/fault-switch';

function scene() {
  const clock = new Clock(0, 0);
  const faults = new FaultSwitch(clock);
  const effects: number[] = [];
  const carryOut = (kind: FaultKind) =>
    faults.carryOut(
      kind,
      async () => {
        effects.push(clock.now());
        return 'fine';
      },
      { broken: () => 'broken', throttled: () => 'throttled' },
    );
  return { clock, faults, effects, carryOut };
}

describe('FaultSwitch', () => {
  it.each<[string, FaultKind, string, number[]]>([
    ['F1', 'before', 'broken', []],
    ['F2', 'after', 'broken', [0]],
    ['F4', 'throttle', 'throttled', []],
    ['F12', 'twice', 'fine', [0, 0]],
  ])('%s: %s answers %s', async (_, kind, answered, happened) => {
    const { effects, carryOut } = scene();
    expect(await carryOut(kind)).toBe(answered);
    expect(effects).toEqual(happened);
  });

  it('F3: late fails now and takes effect 30 s later', async () => {
    const { clock, effects, carryOut } = scene();
    expect(await carryOut('late')).toBe('broken');
    await clock.advance(29_999);
    expect(effects).toEqual([]);
    await clock.advance(1);
    expect(effects).toEqual([30_000]);
  });

  it('F5: hang never answers', async () => {
    const { carryOut } = scene();
    const waited = new Promise((resolve) => setTimeout(() => resolve('still waiting'), 20));
    expect(await Promise.race([carryOut('hang'), waited])).toBe('still waiting');
  });

  it('F10: crash takes effect, ends the caller and never answers', async () => {
    const { faults, effects, clock } = scene();
    const died: number[] = [];
    const run = async () => void effects.push(clock.now());
    const crashed = faults.carryOut('crash', run, {
      broken: () => undefined,
      throttled: () => undefined,
      crash: () => void died.push(effects.length),
    });
    const waited = new Promise((resolve) => setTimeout(() => resolve('still waiting'), 20));
    expect(await Promise.race([crashed, waited])).toBe('still waiting');
    expect(died).toEqual([1]);
  });

  it.each<FaultKind>(['crash', 'partial', 'lost'])('%s fails a call that cannot go wrong like that', async (kind) => {
    const { carryOut, effects } = scene();
    expect(await carryOut(kind)).toBe('broken');
    expect(effects).toEqual([]);
  });

  it('strikes the nth call of its service and operation, and keeps a record of all', () => {
    const { faults } = scene();
    faults.set([{ service: 'sns', operation: 'Publish', nth: 2, kind: 'before' }]);
    const struck = ['Publish', 'Subscribe', 'Publish', 'Publish'].map((operation) =>
      faults.meet('page', 'sns', operation),
    );
    expect(struck).toEqual([undefined, undefined, 'before', undefined]);
    expect(faults.callsSeen()).toContainEqual({ caller: 'page', service: 'sns', operation: 'Publish', nth: 3 });
    faults.set([]);
    expect(faults.callsSeen()).toEqual([]);
  });

  it('strikes a share of calls, the same ones for the same seed', () => {
    const strikes = (seed: number) => {
      const { faults } = scene();
      faults.set([{ service: '*', operation: '*', rate: 0.25, kind: 'hang', seed }]);
      return Array.from({ length: 1000 }, () => faults.meet('x', 's3', 'PutObject') ?? '-').join('');
    };
    expect(strikes(7)).toBe(strikes(7));
    expect(strikes(7)).not.toBe(strikes(8));
    expect(strikes(7).match(/hang/g)?.length).toBeGreaterThan(200);
    expect(strikes(7).match(/hang/g)?.length).toBeLessThan(300);
  });

  it.each([
    [{}, /list/],
    [[{ service: 'sns' }], /faults\[0\]: needs service and operation/],
    [[{ service: 'sns', operation: 'Publish', nth: 1, kind: 'explode' }], /faults\[0\]\.kind/],
    [[{ service: 'sns', operation: 'Publish', kind: 'hang' }], /either nth or rate/],
    [[{ service: 'sns', operation: 'Publish', kind: 'hang', rate: 2 }], /rate/],
  ])('refuses %j', (input, message) => {
    expect(() => parseFaults(input)).toThrow(message);
  });
});
