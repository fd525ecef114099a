import type { LastWord } from '../../domain/speaker';
import { between, minute, type Instant } from '../../domain/instant';
import { speakerItem } from './incident-items';

type Item = Record<string, unknown>;

/** How often one speaker is written by one container, at most. */
const every = 5 * minute;
/** More speakers than these are not remembered: somebody makes up names. */
const mostRemembered = 1_000;

/**
 * The rows of speakers that wait to be written by this container: writes that happen anyway take them along. One instance for
 * the life of a container.
 */
export class SpeakerRows {
  private readonly written = new Map<string, Instant>();
  private waiting = new Map<string, Item>();
  /** Those that a write took along and lost; they get a write of their own, lest they spoil another. */
  private lost = new Map<string, Item>();

  heard(word: LastWord, now: Instant): void {
    const item = speakerItem(word, now);
    const key = item['sk'] as string;
    const last = this.written.get(key);
    if (last !== undefined && between(last, now) < every) return;
    if (this.written.size >= mostRemembered) this.written.clear();
    this.written.set(key, now);
    this.waiting.set(key, item);
  }

  /** Rows for a write that has room for so many. */
  take(most: number): Item[] {
    const taken = [...this.waiting].slice(0, Math.max(0, most));
    for (const [key] of taken) this.waiting.delete(key);
    return taken.map(([, item]) => item);
  }

  /** What was taken along was not written. */
  giveBack(items: readonly Item[]): void {
    for (const item of items) this.lost.set(item['sk'] as string, item);
  }

  /** Everything that is left, each speaker once. */
  takeAll(): Item[] {
    const all = [...new Map([...this.lost, ...this.waiting]).values()];
    this.lost = new Map();
    this.waiting = new Map();
    return all;
  }
}
