/** The word of `known` that was most likely meant, or undefined when none is near. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((word) => ({ word, distance: word.startsWith(typed) && typed !== '' ? 0 : distanceOf(typed, word) }))
    .sort((one, other) => one.distance - other.distance || one.word.length - other.word.length);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(1, Math.floor(best.word.length / 2)) ? best.word : undefined;
}

/** ` Did you mean "list"?`, or nothing. */
export function didYouMean(typed: string, known: readonly string[]): string {
  const word = nearest(typed, known);
  return word === undefined ? '' : ` Did you mean "${word}"?`;
}

/** How many letters must be put in, taken out or changed (Levenshtein). */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [place, letter] of [...one].entries()) {
    const next = [place + 1];
    for (const [column, wanted] of [...other].entries()) {
      next.push(Math.min(next[column]! + 1, row[column + 1]! + 1, row[column]! + (letter === wanted ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1)!;
}
