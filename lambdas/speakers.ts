import type { LastWord } from '../domain/speaker';
import type { Instant } from '../domain/instant';

/** Who was heard, and when: for people who ask whether a source still speaks. Losing a word of it never fails an alert. */
export interface Speakers {
  /** Remembers that somebody spoke. It is written with what is written next, and at most every five minutes for each. */
  heard(word: LastWord, now: Instant): void;
  /** Writes what nothing else took along. Never throws. */
  flush(): Promise<void>;
  /** When each last spoke. */
  all(): Promise<readonly LastWord[]>;
}
