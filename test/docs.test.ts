import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../bin/cli/commands';
import { scripts } from '../package.json';
import { anchorsIn, brokenLinks, commandsIn, documents, linksIn, pathsIn, root } from './support/documents';
import { lifecycleTables, withTables } from './support/lifecycle-tables';

const all = documents();
const text = (path: string) => readFileSync(join(root, path), 'utf8');

describe('the documents', () => {
  test('are there, and say who they are', () => {
    const paths = all.map(({ path }) => path);
    for (const expected of [
      'README.md',
      'CONTRIBUTING.md',
      'docs/deploy.md',
      'docs/architecture.md',
      'docs/runbook.md',
    ])
      expect(paths).toContain(expected);
    expect(paths.filter((path) => path.startsWith('docs/adr/')).length).toBeGreaterThanOrEqual(8);
    for (const document of all) expect(document.text).toMatch(/^# \S/);
  });

  test('lead nowhere that is not there: every relative link and every heading behind a # resolves', () => {
    expect(all.flatMap(({ text }) => linksIn(text)).length).toBeGreaterThan(30);
    expect(all.flatMap(brokenLinks)).toEqual([]);
  });

  test('a link to a missing file, or to a missing heading, is found', () => {
    const links = '[a](docs/no-such.md) [b](docs/deploy.md#no-such-heading) [c](docs/deploy.md) `[d](code.md)`';
    expect(brokenLinks({ path: 'README.md', text: links })).toEqual([
      'README.md: docs/no-such.md leads to docs/no-such.md, which is not there',
      'README.md: docs/deploy.md#no-such-heading leads to a heading that docs/deploy.md does not have',
    ]);
    expect(anchorsIn('# A, b & c\n\n```\n# not one\n```\n\n## Twice\n\n## Twice')).toEqual([
      'a-b--c',
      'twice',
      'twice-1',
    ]);
  });

  test('every path that they name exists', () => {
    const named = all.flatMap(({ path, text }) => pathsIn(text).map((name) => ({ path, name })));
    expect(named.filter(({ path }) => path === 'README.md').length).toBeGreaterThan(10);
    expect(named.filter(({ name }) => !existsSync(join(root, name)))).toEqual([]);
  });

  test('every command of tocsin and every npm script that they name can be run', () => {
    const code = all.map(({ text }) => commandsIn(text)).join('\n');
    const named = [...code.matchAll(/\btocsin (?=[a-z])([\w-]+)/g)].map(([, name]) => name!);
    expect(named.length).toBeGreaterThan(10);
    const known = commands.map(({ name }) => name);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
    const run = [...code.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name!);
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('name no machine: no absolute path of somebody, and no package registry', () => {
    for (const document of all) expect(document.text).not.toMatch(/\/(?:work|tmp|home|Users)\/|registry\.|_authToken/);
  });
});

describe('docs/guarantees.md', () => {
  const promises = [...text('docs/guarantees.md').matchAll(/^\| .+? \| `(test\/[\w./-]+)`: "([^"|]+)" *\|$/gm)].map(
    ([, file, name]) => ({ file: file!, name: name! }),
  );

  const missing = (list: typeof promises) =>
    list.filter(({ file, name }) => !existsSync(join(root, file)) || !text(file).includes(name));

  test('names a test for each promise, and every one is there', () => {
    expect(promises.length).toBeGreaterThanOrEqual(15);
    const table = text('docs/guarantees.md').split('<!-- promises -->')[1]!.split('<!-- end -->')[0]!;
    expect(table.match(/^\| /gm)!.length - 2).toBe(promises.length);
    expect(missing(promises)).toEqual([]);
  });

  test('a promise without its test is noticed', () => {
    const { file } = promises[0]!;
    const lost = [
      { file, name: 'no such test' },
      { file: 'test/no-such.test.ts', name: 'overdue' },
    ];
    expect(missing(lost)).toEqual(lost);
  });
});

describe('docs/incident-lifecycle.md', () => {
  const document = text('docs/incident-lifecycle.md');

  test('says what the code does: its tables are those of the domain', () => {
    expect(document).toBe(withTables(document));
  });

  test.each(Object.keys(lifecycleTables()))('shows the table "%s"', (name) => {
    expect(document).toContain(`<!-- table: ${name} -->\n\n${lifecycleTables()[name]}\n\n<!-- end -->`);
  });

  test('a table that the code no longer makes is noticed', () => {
    const { severities: table } = lifecycleTables();
    const older = { ...lifecycleTables(), severities: table!.replace('+2 min', '+3 min') };
    expect(withTables(document, older)).not.toBe(document);
    expect(() => withTables('<!-- table: no-such -->\n<!-- end -->')).toThrow('There is no table "no-such"');
  });
});
