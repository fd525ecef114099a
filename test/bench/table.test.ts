import { atMost, forInformation } from '../../bench/figure';
import { table } from '../../bench/table';
import { median, timed } from '../../bench/timing';

describe('the table of figures', () => {
  test('aligns its columns, and says NO where a goal is missed', () => {
    const rows = [atMost('bundle', 470.2, 450, 'KB'), atMost('page', 4.3, 8, 'KB', 1), forInformation('core', '9 ms')];
    expect(table(rows).split('\n')).toEqual([
      'figure  measured      goal  ok?',
      '-'.repeat(31),
      'bundle    470 KB  ≤ 450 KB  NO',
      'page      4.3 KB    ≤ 8 KB  ok',
      'core        9 ms',
    ]);
  });

  test('a goal is judged on what is written, so that 1.154 meets 1.15 and reads so', () => {
    expect(atMost('ratio', 1.154, 1.15, '×', 2)).toMatchObject({ measured: '1.15 ×', ok: true });
    expect(atMost('ratio', 1.156, 1.15, '×', 2)).toMatchObject({ measured: '1.16 ×', ok: false });
  });
});

describe('the median', () => {
  test('is the middle one, or lies in the middle of two', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 7])).toBe(6);
    expect(() => median([])).toThrow('median of nothing');
  });

  test('work is warmed up before it is timed', () => {
    let runs = 0;
    expect(timed(() => void runs++, 3)).toBeGreaterThanOrEqual(0);
    expect(runs).toBe(6);
  });
});
