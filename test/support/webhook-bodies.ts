import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configuration } from '../../config';
import { readWebhook } from '../../domain/alert-sources/webhooks/read-webhook';

export type Body = Record<string, unknown>;

/** A body of test/fixtures/webhooks. */
export function bodyOf(name: string): Body {
  return JSON.parse(readFileSync(join(__dirname, `../fixtures/webhooks/${name}.json`), 'utf8')) as Body;
}

/** What a source of the example reads out of a body. */
export function readAs(id: string, body: unknown) {
  return readWebhook(
    body,
    configuration.webhooks!.find((source) => source.id === id)!,
  );
}
