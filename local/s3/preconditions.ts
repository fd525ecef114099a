import { noSuchKey, notImplemented, preconditionFailed } from './s3-error';
import { type StoredObject } from './stored-object';

type Headers = Readonly<Record<string, string>>;

/**
 * A conditional write: create only (`If-None-Match: *`), or replace exactly this version (`If-Match: <etag>`), which on a
 * missing key is 404 and not 412. Throws S3Error. Source: S3 user guide, "conditional writes".
 */
export function assertWritable(headers: Headers, current: StoredObject | undefined): void {
  const absent = headers['if-none-match'];
  const match = headers['if-match'];
  if (absent !== undefined && absent !== '*') throw notImplemented('If-None-Match');
  if (absent === '*' && current) throw preconditionFailed();
  if (match === undefined) return;
  if (!current) throw noSuchKey();
  if (!names(match, current)) throw preconditionFailed();
}

/** A conditional read: answers whether the client's copy is still good (304). Throws 412 when `If-Match` names another version. */
export function isNotModified(headers: Headers, current: StoredObject): boolean {
  const match = headers['if-match'];
  if (match !== undefined && !names(match, current)) throw preconditionFailed();
  const other = headers['if-none-match'];
  return other !== undefined && names(other, current);
}

/** Whether one of the listed entity tags, quoted or not, is this version's. */
function names(tags: string, { etag }: StoredObject): boolean {
  return tags.split(',').some((tag) => ['*', etag, etag.replaceAll('"', '')].includes(tag.trim().replace(/^W\//, '')));
}
