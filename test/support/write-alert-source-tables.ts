import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { alertSourceTables } from './alert-source-tables';
import { withTables } from './lifecycle-tables';

/** Puts the tables of today's readers into docs/alert-sources.md. Run: `npx tsx test/support/write-alert-source-tables.ts` */
const document = resolve(__dirname, '../../docs/alert-sources.md');
writeFileSync(document, withTables(readFileSync(document, 'utf8'), alertSourceTables()));
