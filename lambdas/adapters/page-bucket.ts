import { HeadObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { PageStore } from '../ports';
import { clientOptions } from './client-options';

/** The public bucket. Every write names what it replaces, so that no older page can follow a newer one. */
export function pageBucket(
  bucket: string,
  client = new S3Client({ ...clientOptions, forcePathStyle: true }),
): PageStore {
  return {
    async published(path) {
      try {
        const { ETag, Metadata } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: path }));
        return {
          etag: ETag!,
          version: Number(Metadata?.['version'] ?? 0),
          renderSeq: Number(Metadata?.['render-seq'] ?? 0),
          generatedAt: Metadata?.['generated-at'] ?? '',
          design: Metadata?.['design'] ?? '',
          changes: Metadata?.['changes'] ?? '',
        };
      } catch (error) {
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
        throw error;
      }
    },

    async publish(file, replaces) {
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: file.path,
            Body: file.body,
            ContentType: file.contentType,
            CacheControl: file.cacheControl,
            Metadata: {
              version: String(file.version),
              'render-seq': String(file.renderSeq),
              'generated-at': file.generatedAt,
              ...(file.nextRefreshBy && { 'next-refresh-by': file.nextRefreshBy }),
              design: file.design,
              changes: file.changes,
            },
            ...(replaces ? { IfMatch: replaces.etag } : { IfNoneMatch: '*' }),
          }),
        );
        return true;
      } catch (error) {
        const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
        if (status === 412 || status === 409 || (status === 404 && replaces)) return false;
        throw error;
      }
    },
  };
}
