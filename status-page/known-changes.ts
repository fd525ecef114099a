import { createHash } from 'node:crypto';
import { endOfSetting } from '../domain/component-setting';
import { latest, minute, plus, type Instant } from '../domain/instant';
import type { NoticeUpdate } from '../domain/notice';
import type { PublicSnapshot } from '../domain/status-page';

/** Whatever could be told together with the newest change was decided no longer before it than this. */
const recent = 10 * minute;

/** Since when changes count as told together with the newest one. */
export function togetherSince(changedAt: Instant): Instant {
  return plus(changedAt, -recent);
}

/**
 * A mark of the newest changes that a reading of the table knows of. DynamoDB promises one moment in time for a single item, not
 * for a query: beside the newest version an item may still be as it was before. A page made from that is known by its mark
 * when the table is read again. What changed long ago stays out, so that nothing that expires changes the mark.
 */
export function knownChanges({ changedAt, notices, maintenances, settings }: PublicSnapshot): string {
  const since = togetherSince(changedAt);
  const known = [
    ...notices
      .filter(({ notice }) => notice.changedAt >= since)
      .map(({ notice, updates }) => ['notice', notice.id, notice.version, notice.updateCount, editsOf(updates)]),
    ...maintenances
      .filter((maintenance) => maintenance.changedAt >= since)
      .map(({ id, version, updates }) => ['maintenance', id, version, updates.length]),
    ...settings
      .filter((setting) => latest(setting.at, setting.endedAt ?? '') >= since)
      .map((setting) => ['setting', setting.component, setting.at, endOfSetting(setting)]),
  ].map((each) => JSON.stringify(each));
  return createHash('sha256').update(known.sort().join()).digest('hex').slice(0, 12);
}

function editsOf(updates: readonly NoticeUpdate[]): number {
  return updates.reduce((sum, { edits = [] }) => sum + edits.length, 0);
}
