import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { isRunning } from '../../local/running-process';

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('this process runs, one that has ended does not, and no number at all does not', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  expect([isRunning(process.pid), isRunning(child.pid!), isRunning(0), isRunning(Number.NaN)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

(existsSync('/proc/self/stat') ? test : test.skip)(
  'a killed process that its parent has not buried does not run',
  async () => {
    const script = `sleep 30 & echo $!; kill -STOP $$`;
    const parent = spawn('sh', ['-c', script]);
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const orphan = Number(line.toString());
    await wait(50);
    process.kill(orphan, 'SIGKILL');
    await wait(100);
    expect(() => process.kill(orphan, 0)).not.toThrow();
    expect(isRunning(orphan)).toBe(false);
    parent.kill('SIGKILL');
  },
);
