import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { configurationTables } from '../support/configuration-tables';
import { withTables } from '../support/lifecycle-tables';

const root = join(__dirname, '..', '..');
const document = readFileSync(join(root, 'docs/configuration.md'), 'utf8');

test('M13: docs/configuration.md shows what the severities mean, and every mistake that is refused', () => {
  expect(document).toBe(withTables(document, configurationTables()));
  for (const name of Object.keys(configurationTables())) expect(document).toContain(`<!-- table: ${name} -->`);
});

test('each file of config/ has its place in it', () => {
  const files = readdirSync(join(root, 'config')).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(6);
  expect(files.filter((file) => !document.includes(`config/${file}`))).toEqual([]);
});
