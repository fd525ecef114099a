import { createHash } from 'node:crypto';
import { isVersioned, type ResolvedBucket, type StoredObject } from './stored-object';
import { filesIn, noFiles, type VersionFiles } from './version-files';

/** One bucket: every version of every object if versioning is on, else the newest only. */
export class Bucket {
  readonly arn: string;
  private readonly versioned: boolean;
  private readonly files: VersionFiles;
  private readonly objects = new Map<string, StoredObject[]>();

  /** @param folder where the versions are kept; undefined for memory */
  constructor(
    private readonly resolved: ResolvedBucket,
    folder: string | undefined,
  ) {
    this.arn = resolved.arn;
    this.versioned = isVersioned(resolved);
    this.files = folder === undefined ? noFiles() : filesIn(folder);
    for (const version of this.files.load()) this.keep(version);
  }

  /** The newest version, unless the object is deleted. */
  read(key: string): StoredObject | undefined {
    const newest = this.objects.get(key)?.at(-1);
    return newest?.deleted ? undefined : newest;
  }

  /** Oldest first, delete markers included. */
  versionsOf(key: string): readonly StoredObject[] {
    return this.objects.get(key) ?? [];
  }

  /** Keys of objects that are not deleted, in S3's order: by UTF-8 bytes. */
  keys(): string[] {
    const present = [...this.objects.keys()].filter((key) => this.read(key));
    return present.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  }

  put(key: string, body: Buffer, headers: StoredObject['headers'], now: number): StoredObject {
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    return this.add({ key, etag, headers, body, lastModified: now, deleted: false });
  }

  /** With versioning, a delete marker on top, which is answered; else the object is gone. */
  delete(key: string, now: number): StoredObject | undefined {
    if (this.versioned) {
      return this.add({ key, etag: '', headers: {}, body: Buffer.alloc(0), lastModified: now, deleted: true });
    }
    for (const version of this.versionsOf(key)) this.files.remove(version);
    this.objects.delete(key);
    return undefined;
  }

  private add(version: Omit<StoredObject, 'versionId'>): StoredObject {
    const number = this.versionsOf(version.key).length;
    const place = `${this.resolved.name}/${version.key}/${number}`;
    const versionId = this.versioned ? createHash('sha256').update(place).digest('base64url').slice(0, 32) : 'null';
    const stored = this.files.add({ ...version, versionId });
    this.keep(stored);
    return stored;
  }

  private keep(version: StoredObject): void {
    const before = this.objects.get(version.key) ?? [];
    if (!this.versioned) for (const old of before) this.files.remove(old);
    this.objects.set(version.key, this.versioned ? [...before, version] : [version]);
  }
}
