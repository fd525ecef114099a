import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DurableMap } from '../../local/durable-map';

describe('DurableMap', () => {
  const directory = mkdtempSync(join(tmpdir(), 'durable-map-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('is the same, in the same order, when it is opened again', () => {
    const map = new DurableMap<number>(directory, 'numbers');
    map.set('one', 1);
    map.set('two', 2);
    map.set('three', 3);
    map.set('one', 11);
    map.delete('two');
    expect([...new DurableMap<number>(directory, 'numbers').all()]).toEqual([11, 3]);
  });

  it('keeps its file short when entries come and go', () => {
    const map = new DurableMap<number>(directory, 'busy');
    for (let i = 0; i < 5000; i++) {
      map.set(`k${i}`, i);
      map.delete(`k${i}`);
    }
    map.set('last', 1);
    expect(readFileSync(join(directory, 'busy.jsonl'), 'utf8').split('\n').length).toBeLessThan(1100);
    expect([...new DurableMap<number>(directory, 'busy').all()]).toEqual([1]);
  });
});
