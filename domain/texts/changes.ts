import type { ChangeNote } from '../alert';
import type { Instant } from '../instant';
import { clockTime } from '../zoned-time';
import { cut, oneLine } from './plain';

/** `deployment of checkout succeeded 02:41 (CodePipeline)`. */
export function changeInWords(note: Pick<ChangeNote, 'changed' | 'at' | 'by'>, timeZone: string): string {
  const by = note.by === undefined ? '' : ` (${cut(oneLine(note.by), 60)})`;
  return `${cut(oneLine(note.changed), 120)} ${clockTime(note.at, timeZone)}${by}`;
}

/** The most that a mail names. */
const mostInMail = 3;

/** The lines of a mail under `Changed`, in the two hours before `openedAt`; none where nothing is known. */
export function changeLines(notes: readonly ChangeNote[], openedAt: Instant, timeZone: string): string[] {
  const told = notes.filter(({ at }) => at <= openedAt);
  const more = told.length - mostInMail;
  return [
    ...told.slice(0, mostInMail).map((note) => changeInWords(note, timeZone)),
    ...(more > 0 ? [`and ${more} more in the two hours before`] : []),
  ].map((line, index) => `${index === 0 ? 'Changed' : ''}`.padEnd(10) + line);
}
