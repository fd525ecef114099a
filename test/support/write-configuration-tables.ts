import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { configurationTables } from './configuration-tables';
import { withTables } from './lifecycle-tables';

/** Puts today's lints into docs/configuration.md. Run: `npx tsx test/support/write-configuration-tables.ts` */
const document = resolve(__dirname, '../../docs/configuration.md');
writeFileSync(document, withTables(readFileSync(document, 'utf8'), configurationTables()));
