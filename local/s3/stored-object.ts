/** An `AWS::S3::Bucket` of the template, its intrinsics replaced. */
export interface ResolvedBucket {
  readonly name: string;
  readonly arn: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One version of an object, as it is served. */
export interface StoredObject {
  readonly key: string;
  /** `null` in a bucket without versioning, as S3 calls it. */
  readonly versionId: string;
  /** The MD5 of the body in hex, in quotes. */
  readonly etag: string;
  /** Epoch milliseconds by the stack's clock. */
  readonly lastModified: number;
  /** What was stored with it: `content-type`, `cache-control`, `x-amz-meta-…`; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** A delete marker: the newest version of a deleted object. */
  readonly deleted: boolean;
  readonly body: Buffer;
}

/** Whether the bucket keeps every version. */
export function isVersioned(bucket: ResolvedBucket): boolean {
  const { VersioningConfiguration } = bucket.properties as { VersioningConfiguration?: { Status?: string } };
  return VersioningConfiguration?.Status === 'Enabled';
}
