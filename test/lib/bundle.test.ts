import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleHandlers } from '../../lib/bundle';
import { handlerNames } from '../../lib/handler-code';

const root = join(__dirname, '../..');
const folders: string[] = [];

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** The SDK looks for it to sign for several regions at once, and does without. */
const optional = '@aws-sdk/signature-v4-crt';

/** In bytes: 450 KB, the goal of `npm run bench`. */
const largest = 450_000;

/** The bytes of every bundle, made anew in a folder of its own. */
function bundles(config: string): Record<string, string> {
  const out = mkdtempSync(join(tmpdir(), 'tocsin-bundles-'));
  folders.push(out);
  bundleHandlers({ config, out });
  return Object.fromEntries(handlerNames.map((name) => [name, readFileSync(join(out, name, 'index.js'), 'utf8')]));
}

describe('the bundles', () => {
  const first = bundles(join(root, 'config'));

  it.each(handlerNames)('%s stands alone and is small enough to start fast', (name) => {
    const code = first[name]!;
    const imported = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, module]) => module!);
    expect(imported.filter((module) => !isBuiltin(module) && module !== optional)).toEqual([]);
    expect(Buffer.byteLength(code)).toBeLessThan(largest);
  });

  it('are the same bytes for the same source, so that only changes are deployed', () => {
    const again = bundles(join(root, 'config'));
    expect(handlerNames.filter((name) => again[name] !== first[name])).toEqual([]);
  });

  it("carry a team's own configuration when one is named", () => {
    const own = bundles(join(root, 'test/lib/fixtures/own-config'))['ingest-alert']!;
    expect([own.includes('chris@example.net'), own.includes('alex@example.com')]).toEqual([true, false]);
  });
});
