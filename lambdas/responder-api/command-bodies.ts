import * as v from 'valibot';
import { longestNote } from '../../domain/note';
import { whyNotForCustomers } from '../../domain/public-text';
import { readSeverity } from '../../domain/severity';

/** The longest text a person may say at once. */
const longest = 2_000;
const longestPublic = 1_000;

/** A text of a body: trimmed, not empty, bounded. */
export const said = (field: string, most = longest) =>
  v.pipe(
    v.string(`${field} must be a text.`),
    v.trim(),
    v.minLength(1, `${field} must not be empty.`),
    v.maxLength(most, `${field} must not be longer than ${most} characters.`),
  );

/** A severity in any of the ways that people write it. */
export const severity = v.pipe(
  v.unknown(),
  v.check((value) => readSeverity(value) !== undefined, 'severity is SEV-1, SEV-2, SEV-3 or SEV-4.'),
  v.transform((value) => readSeverity(value)!),
);

/** A text that customers will read: nothing internal may stand in it, and whoever wrote it is told what does. */
export const forCustomers = (field: string, most = longestPublic) =>
  v.pipe(
    said(field, most),
    v.rawCheck(({ dataset, addIssue }) => {
      const why = dataset.typed ? whyNotForCustomers(field, dataset.value) : undefined;
      if (why !== undefined) addIssue({ message: why });
    }),
  );

const levelNumber = 'level must be the number of a level: 1, 2, 3 …';
const level = v.pipe(v.number(levelNumber), v.integer(levelNumber), v.minValue(1, levelNumber));

const editNumber = 'edit must be the number of an update: 1, 2, 3 …';

/** What each command takes; anything else in a body is named and refused. */
export const commandBodies = {
  ack: v.strictObject({ reason: v.optional(said('reason')) }),
  unack: v.strictObject({ reason: v.optional(said('reason')) }),
  decline: v.strictObject({ reason: v.optional(said('reason')) }),
  escalate: v.strictObject({ reason: v.optional(said('reason', longestNote)), level: v.optional(level) }),
  note: v.strictObject({ text: said('text', longestNote) }),
  update: v.strictObject({
    status: v.optional(
      v.picklist(
        ['investigating', 'identified', 'monitoring'],
        'status is investigating, identified or monitoring; to end it, use resolve.',
      ),
    ),
    impact: v.optional(said('impact')),
    actions: v.optional(said('actions')),
    next: v.optional(said('next')),
    eta: v.optional(said('eta', 200)),
    note: v.optional(said('note')),
    public: v.optional(forCustomers('public')),
    nextIn: v.optional(v.pipe(v.number('nextIn must be milliseconds.'), v.integer('nextIn must be milliseconds.'))),
    component: v.optional(said('component', 100)),
    edit: v.optional(v.pipe(v.number(editNumber), v.integer(editNumber), v.minValue(1, editNumber))),
  }),
  resolve: v.strictObject({
    reason: said('reason'),
    public: v.optional(forCustomers('public')),
    cause: v.optional(forCustomers('cause')),
    falsePositive: v.optional(v.boolean('falsePositive must be true or false.')),
  }),
  severity: v.strictObject({
    severity,
    reason: said('reason'),
  }),
  hold: v.strictObject({ reason: v.optional(said('reason')) }),
  'false-positive': v.strictObject({ undo: v.optional(v.boolean('undo must be true or false.')) }),
  retract: v.strictObject({ reason: said('reason') }),
} as const;

export type CommandName = keyof typeof commandBodies;

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commandBodies, name);
}

/** The body as the command takes it, or one sentence with all that is wrong with it. */
export function readBody<Name extends CommandName>(
  name: Name,
  body: unknown,
): { readonly body: v.InferOutput<(typeof commandBodies)[Name]> } | { readonly refused: string } {
  return readAs(name, commandBodies[name], body);
}

/** The body as a schema takes it, or one sentence with all that is wrong with it, beginning with the name of the wish. */
export function readAs<Schema extends v.GenericSchema>(
  name: string,
  schema: Schema,
  body: unknown,
): { readonly body: v.InferOutput<Schema> } | { readonly refused: string } {
  const read = v.safeParse(schema, body);
  if (read.success) return { body: read.output };
  const wrong = read.issues.map((issue) => sentence(v.getDotPath(issue) ?? 'the body', issue));
  return { refused: `${name}: ${[...new Set(wrong)].join(' ')}` };
}

function sentence(place: string, issue: v.BaseIssue<unknown>): string {
  if (issue.expected === 'never') return `${place} is not something it takes.`;
  return issue.received === 'undefined' ? `${place} is missing.` : issue.message;
}
