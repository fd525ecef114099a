import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemblyWith, removeAssembly, templateOf } from '../support/broken-assembly';
import { Story } from '../support/story';

const policy = 'levels:[["alex"],["sam"],["kim"]]';

/** The same stack, whose functions were built from a configuration with another escalation policy. */
function deployed(assembly: string, levels: string): string {
  const copy = assemblyWith(assembly, templateOf(assembly));
  let changed = 0;
  for (const asset of readdirSync(copy).filter((entry) => entry.startsWith('asset.'))) {
    const bundle = join(assembly, asset, 'index.js');
    const code = readable(bundle);
    if (!code?.includes(policy)) continue;
    unlinkSync(join(copy, asset));
    mkdirSync(join(copy, asset));
    writeFileSync(join(copy, asset, 'index.js'), code.replace(policy, levels));
    changed++;
  }
  if (changed === 0) throw new Error(`No bundle has ${policy}: config/escalation-policies.ts says something else now.`);
  return copy;
}

function readable(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

test('F17: a deploy with another policy in the middle strands nobody: what is open keeps its own, what opens next has the new one', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'tocsin-deploy-'));
  const assembly = deployed(process.env['TOCSIN_ASSEMBLY']!, 'levels:[["kim"],["alex"]]');
  const pages = (story: Story) =>
    story
      .messages()
      .filter(({ kind, channel }) => kind === 'page' && channel === 'sms')
      .map(({ responder, level }) => `${responder} ${level}`);
  try {
    const before = await Story.begin({ directory });
    await before.alarm('checkout-5xx');
    await before.wait(1);
    expect(pages(before)).toEqual(['alex 1']);
    await before.stack.stop();

    const after = await Story.begin({ directory, assembly, start: before.now });
    pages(after);
    await after.wait(4.5);
    expect(pages(after)).toEqual(['alex 1', 'alex 1', 'sam 2']);
    await after.wait(4.75);
    expect(pages(after)).toEqual(['sam 2', 'sam 2', 'kim 3']);
    const [{ id } = { id: '' }] = await after.incidents();
    expect((await after.command(id, 'ack', {}, 'kim')).status).toBe(200);
    pages(after);
    await after.alarm('sign-in-errors');
    expect(pages(after)).toEqual(['kim 1']);
    expect(after.stack.denied()).toEqual([]);
    await after.stack.stop();
  } finally {
    removeAssembly(assembly);
    rmSync(directory, { recursive: true, force: true });
  }
});
