import type { Instant } from '../../../domain/instant';
import type { Notice, NoticeWithUpdates } from '../../../domain/notice';
import type { FileToPublish, PageStore, PublicRecord, PublishedFile } from '../../../lambdas/ports';
import { publicText } from '../../../domain/notice';
import { noticeTitle } from '../../../domain/texts/customers';
import type { PublicMaintenance } from '../../../domain/maintenance';

/** The bucket in memory: a file is replaced only where its ETag is the expected one. It refuses to hold an older file after a newer. */
export class MemoryPages implements PageStore {
  readonly files = new Map<string, FileToPublish & { readonly etag: string }>();
  readonly puts: string[] = [];
  /** Every time a file went back in time: a test that finds one here has found the bug. */
  readonly wentBack: string[] = [];
  pause: () => Promise<void> = () => Promise.resolve();
  beforePublish: ((path: string) => void) | undefined;
  private writes = 0;

  async published(path: string): Promise<PublishedFile | undefined> {
    await this.pause();
    const file = this.files.get(path);
    await this.pause();
    if (!file) return undefined;
    const { etag, version, renderSeq, generatedAt, design, changes } = file;
    return { etag, version, renderSeq, generatedAt, design, changes };
  }

  async publish(file: FileToPublish, replaces: PublishedFile | undefined): Promise<boolean> {
    await this.pause();
    this.beforePublish?.(file.path);
    const stored = this.files.get(file.path);
    if (stored?.etag !== replaces?.etag) return false;
    if (
      stored &&
      (stored.version > file.version || (stored.version === file.version && stored.renderSeq > file.renderSeq))
    )
      this.wentBack.push(
        `${file.path} from ${stored.version}.${stored.renderSeq} to ${file.version}.${file.renderSeq}`,
      );
    this.files.set(file.path, { ...file, etag: `"${++this.writes}"` });
    this.puts.push(file.path);
    await this.pause();
    return true;
  }
}

/** The public partition in memory. */
export class MemoryRecord implements PublicRecord {
  notices: NoticeWithUpdates[] = [];
  maintenances: PublicMaintenance[] = [];
  state: { version: number; startedOn: Instant; changedAt: Instant } | undefined;
  pause: () => Promise<void> = () => Promise.resolve();

  async snapshot() {
    await this.pause();
    const snapshot = this.state && {
      ...this.state,
      notices: this.notices,
      maintenances: this.maintenances,
      settings: [],
    };
    await this.pause();
    return snapshot;
  }

  async version() {
    return this.state;
  }

  async begin(at: Instant) {
    this.state ??= { version: 1, startedOn: at, changedAt: at };
  }

  /** Customers are told something new. */
  tell(id: string, at: Instant): void {
    const notice: Notice = {
      id,
      version: 1,
      component: { id: 'checkout', name: 'Checkout' },
      claims: 'partial_outage',
      status: 'investigating',
      title: noticeTitle('Checkout'),
      startedAt: at,
      postedAt: at,
      changedAt: at,
      acknowledged: false,
      updateCount: 1,
      openIncidents: ['K7MQ'],
    };
    const ifFailing = publicText('Paying by card may fail.');
    this.notices = [
      ...this.notices.filter((told) => told.notice.id !== id),
      { notice, updates: [{ at, kind: 'automatic', status: 'investigating', ifFailing }] },
    ];
    const { version, startedOn } = this.state ?? { version: 0, startedOn: at };
    this.state = { version: version + 1, startedOn, changedAt: at };
  }
}
