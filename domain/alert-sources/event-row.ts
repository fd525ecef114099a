import type { Alert, ChangeNote, Ignored, Signal } from '../alert';
import { readInstant } from '../instant';
import type { Severity } from '../severity';
import type { AlertSource } from './alert-source';
import type { Envelope } from './envelope';
import { at, list, text } from './fields';
import { claimed, keyOf, newAlert } from './new-alert';
import { newChange } from './new-change';

/** One kind of event that needs no code of its own: where in it what stands. Paths are as `at` reads them. */
export interface EventRow extends Omit<AlertSource, 'read'> {
  readonly source: string;
  /** Who speaks: `AWS Backup says FAILED`. */
  readonly speaker: string;
  /** What the same key means: the thing that fails, so that its next success clears it. All of them must be there … */
  readonly keyPaths: readonly string[];
  /** … but these, which some events leave empty. */
  readonly keyMayLack?: readonly string[];
  /** What people call the thing. */
  readonly namePath: string;
  /** Before the thing's name: `backup of`. */
  readonly what: string;
  /** Where the state stands: a text, or a list of texts. Without one, every such event means the same: `stateless`. */
  readonly statePath?: string;
  readonly stateless?: { readonly signal: Signal; readonly says: string };
  readonly fires: readonly string[];
  readonly clears: readonly string[];
  /** The states that tell of a change, in words: `{ STARTED: 'started' }`. A state may clear a failure as well. */
  readonly changes?: Readonly<Record<string, string>>;
  readonly severity: Severity;
  readonly reasonPath?: string;
  readonly timePath?: string;
  readonly security?: true;
}

/** The source that a row describes. */
export function sourceOf(row: EventRow): AlertSource {
  const { group, source, detailType, name, key, documentedAt, statePath, changes } = row;
  const tellsChanges =
    statePath === undefined || changes === undefined
      ? undefined
      : { field: statePath.replace(/^detail\./, ''), states: Object.keys(changes) };
  const read = (envelope: Envelope) => readRow(row, envelope);
  return { group, source, detailType, name, key, documentedAt, tellsChanges, read };
}

function readRow(row: EventRow, envelope: Envelope): Alert | ChangeNote | Ignored | string {
  const parts = row.keyPaths.map((path) => text(at(envelope, path)));
  const missing = row.keyPaths.find((path, index) => parts[index] === undefined && !row.keyMayLack?.includes(path));
  const change = changeOf(row, envelope);
  // What only tells of a change never pages, however little of it can be read.
  if (missing !== undefined && change !== undefined) return { ignored: `a change without ${missing}` };
  if (missing !== undefined) return `${missing} is missing or not a text`;
  const states = row.statePath === undefined ? [] : statesOf(at(envelope, row.statePath));
  if (states === undefined) return `${row.statePath} is missing or not a text`;
  const state = states.find((each) => row.fires.includes(each)) ?? states.find((each) => row.clears.includes(each));
  const signal = state === undefined ? row.stateless?.signal : row.fires.includes(state) ? 'firing' : 'ok';
  if (signal === undefined && change) return change;
  if (signal === undefined) return { ignored: `${row.speaker} says ${states.join(', ') || 'nothing'}` };

  const security = row.security ? 'security' : undefined;
  return newAlert(envelope, {
    dedupKey: keyOf(row.source, row.what, ...parts),
    signal,
    name: `${row.what} ${text(at(envelope, row.namePath)) ?? parts.join(' ')}`,
    change,
    changedAt: row.timePath === undefined ? undefined : readInstant(at(envelope, row.timePath)),
    measured: signal === 'firing' ? reasonOf(row, envelope) : undefined,
    detectionSource: security ?? 'monitoring',
    claims: claimed(row.severity, `${row.speaker} says ${state ?? row.stateless?.says}`, security),
  });
}

/** The change that the state tells of: `deployment of checkout succeeded`. */
function changeOf(row: EventRow, envelope: Envelope): ChangeNote | undefined {
  const state = row.statePath === undefined ? undefined : text(at(envelope, row.statePath), 100);
  if (state === undefined || !row.changes || !Object.hasOwn(row.changes, state)) return undefined;
  const about = text(at(envelope, row.namePath), 200);
  return newChange(envelope, {
    changed: `${row.what} ${about ?? 'something'} ${row.changes[state]}`,
    about,
    by: row.speaker,
  });
}

/** A list may be empty (RDS has events of no category); anything but a list and a text is no state at all. */
function statesOf(value: unknown): string[] | undefined {
  if (Array.isArray(value))
    return list(value)
      .flatMap((state) => text(state, 100) ?? [])
      .slice(0, 10);
  const state = text(value, 100);
  return state === undefined ? undefined : [state];
}

function reasonOf(row: EventRow, envelope: Envelope): string | undefined {
  if (row.reasonPath === undefined) return undefined;
  const reason = at(envelope, row.reasonPath);
  return typeof reason === 'number' ? `${row.reasonPath.split('.').at(-1)} ${reason}` : text(reason);
}
