import type { FileToPublish, PageStore, PublishedFile } from '../../../lambdas/ports';
import type { Adversary } from './adversary';
import { unmarked } from './small-press';

/** What a variant of the bucket lacks, to prove that it is needed. */
export interface Lacking {
  /** Takes every write, whatever it replaces. */
  readonly ifMatch?: boolean;
  /** Files do not say of themselves which version they are, so that two versions may be the same bytes. */
  readonly versionInBody?: boolean;
}

export type StoredFile = FileToPublish & { readonly etag: string };

const faults = ['lost request', 'lost answer', 'late write', 'conflict', 'sent twice', 'crash before', 'crash after'];

/** The bucket as S3 is on a bad day: one file at a time is replaced, where its ETag, which is its bytes, is the one expected. */
export class HostileBucket {
  readonly files = new Map<string, StoredFile>();
  /** Every time a file went back in time. */
  readonly wentBack: string[] = [];
  /** The share of calls that something befalls. */
  faults = 0;
  onWrite: (file: StoredFile) => void = () => undefined;

  constructor(
    private readonly adversary: Adversary,
    private readonly lacking: Lacking = {},
  ) {}

  /** The bucket as one publisher reaches it. @param slowness how long its calls take, compared with others' */
  reachedBy(slowness: number): PageStore {
    return {
      published: async (path): Promise<PublishedFile | undefined> => {
        await this.adversary.turn(slowness);
        if (this.adversary.strikes(this.faults)) throw new Error('S3 did not answer.');
        const file = this.files.get(path);
        await this.adversary.turn(slowness);
        return file;
      },
      publish: async (file, replaces) => {
        await this.adversary.turn(slowness);
        const write = () => this.write(file, replaces);
        if (this.adversary.strikes(this.faults)) return this.misfortune(write);
        const written = write();
        await this.adversary.turn(slowness);
        return written;
      },
    };
  }

  private misfortune(write: () => boolean): Promise<boolean> {
    const fault = this.adversary.one(faults);
    if (fault === 'conflict') return Promise.resolve(false);
    if (fault === 'late write') void this.adversary.turn(40).then(write);
    if (fault === 'lost answer' || fault === 'crash after') write();
    // The AWS SDK tries again by itself; what it sent first is still on its way.
    if (fault === 'sent twice') {
      void this.adversary.turn(40).then(write);
      return Promise.resolve(write());
    }
    if (fault.startsWith('crash')) return new Promise(() => undefined);
    return Promise.reject(new Error('S3 did not answer.'));
  }

  private write(file: FileToPublish, replaces: PublishedFile | undefined): boolean {
    const stored = this.files.get(file.path);
    if (!this.lacking.ifMatch && stored?.etag !== replaces?.etag) return false;
    if (stored && orderOf(stored) > orderOf(file))
      this.wentBack.push(`${file.path} from ${orderOf(stored)} to ${orderOf(file)}`);
    const etag = this.lacking.versionInBody ? unmarked(file.body) : file.body;
    const written = { ...file, etag };
    this.files.set(file.path, written);
    this.onWrite(written);
    return true;
  }
}

/** Which of two makings of a file is the newer: version, rendering, time. */
function orderOf({ version, renderSeq, generatedAt }: Omit<PublishedFile, 'etag'>): string {
  return [version, renderSeq].map((number) => String(number).padStart(6, '0')).join('.') + ` ${generatedAt}`;
}
