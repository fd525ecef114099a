import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { withTables } from './lifecycle-tables';

/** Puts the tables of today's code into docs/incident-lifecycle.md. Run: `npx tsx test/support/write-lifecycle-tables.ts` */
const document = resolve(__dirname, '../../docs/incident-lifecycle.md');
writeFileSync(document, withTables(readFileSync(document, 'utf8')));
