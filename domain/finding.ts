/** One mistake in the configuration: where it is, what is wrong, and how to mend it. */
export interface Finding {
  /** `responders[1].email`, as the operator would look it up. */
  readonly place: string;
  readonly problem: string;
  readonly mend: string;
}

/** A finding for each value that occurs a second time; empty ones are another mistake. `placeOf` names the place of the n-th. */
export function repeated(values: readonly string[], placeOf: (index: number) => string): Finding[] {
  return values.flatMap((value, index) => {
    const first = values.indexOf(value);
    if (first === index || value.trim() === '') return [];
    return [
      {
        place: placeOf(index),
        problem: `${value} is already at ${placeOf(first)}`,
        mend: 'Give each a name of its own.',
      },
    ];
  });
}

/** A finding if `value` is given and is none of `known`. */
export function unknownReference(
  place: string,
  value: string | undefined,
  kind: string,
  known: readonly string[],
): Finding[] {
  if (value === undefined || known.includes(value)) return [];
  const choice = known.length > 0 ? `one of: ${known.join(', ')}` : `one that exists; there is no ${kind} yet`;
  return [{ place, problem: `there is no ${kind} ${value}`, mend: `Name ${choice}.` }];
}

/** What is wrong with a value that is no such thing: it may be missing, or written otherwise. */
export function isNot(value: string | undefined, what: string): string {
  return value ? `${value} is not ${what}` : 'it is missing';
}

/** What a lint finds; when the part of the configuration has not even the shape that lints rely on, one finding that says so. */
export function unlessUnreadable(place: string, lint: () => Finding[]): Finding[] {
  try {
    return lint();
  } catch (error) {
    const problem = `it cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    return [{ place, problem, mend: 'Write it in the shape that its type says, without `as any` and the like.' }];
  }
}

/** A finding for each text that is missing or blank, by its place. */
export function emptyTexts(
  texts: Readonly<Record<string, string | undefined>>,
  mend = 'Say what customers and responders should read.',
): Finding[] {
  return Object.entries(texts)
    .filter(([, text]) => !text?.trim())
    .map(([place]) => ({ place, problem: 'it is empty', mend }));
}
