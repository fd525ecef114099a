import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(__dirname, '../../docs/schemas/status-api');
const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats(ajv);
for (const file of readdirSync(folder))
  ajv.addSchema(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as object);

/** The schema of a public JSON file: `api/v2/incidents/unresolved.json` has `incidents-unresolved.schema.json`. */
export function schemaFor(file: string): string {
  const name = file.startsWith('uptime/') ? 'uptime' : file.replace(/^api\/v2\/|\.json$/g, '').replaceAll('/', '-');
  return `${name}.schema.json`;
}

/** What is wrong with a public JSON file by its schema. */
export function schemaFindings(file: string, body: string): string[] {
  const validate = ajv.getSchema(schemaFor(file));
  if (!validate) return [`${file} has no schema ${schemaFor(file)}.`];
  if (validate(JSON.parse(body))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${file}${instancePath}: ${message}`);
}
