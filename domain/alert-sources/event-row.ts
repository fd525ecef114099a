import type { Alert, Ignored, Signal } from '../alert';
import { readInstant } from '../instant';
import type { Severity } from '../severity';
import type { AlertSource } from './alert-source';
import type { Envelope } from './envelope';
import { at, list, text } from './fields';
import { claimed, keyOf, newAlert } from './new-alert';

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
  readonly severity: Severity;
  readonly reasonPath?: string;
  readonly timePath?: string;
  readonly security?: true;
}

/** The source that a row describes. */
export function sourceOf(row: EventRow): AlertSource {
  const { group, source, detailType, name, key, documentedAt } = row;
  return { group, source, detailType, name, key, documentedAt, read: (envelope) => readRow(row, envelope) };
}

function readRow(row: EventRow, envelope: Envelope): Alert | Ignored | string {
  const parts = row.keyPaths.map((path) => text(at(envelope, path)));
  const missing = row.keyPaths.find((path, index) => parts[index] === undefined && !row.keyMayLack?.includes(path));
  if (missing !== undefined) return `${missing} is missing or not a text`;
  const states = row.statePath === undefined ? [] : statesOf(at(envelope, row.statePath));
  if (states === undefined) return `${row.statePath} is missing or not a text`;
  const state = states.find((each) => row.fires.includes(each)) ?? states.find((each) => row.clears.includes(each));
  const signal = state === undefined ? row.stateless?.signal : row.fires.includes(state) ? 'firing' : 'ok';
  if (signal === undefined) return { ignored: `${row.speaker} says ${states.join(', ') || 'nothing'}` };

  const security = row.security ? 'security' : undefined;
  return newAlert(envelope, {
    dedupKey: keyOf(row.source, row.what, ...parts),
    signal,
    name: `${row.what} ${text(at(envelope, row.namePath)) ?? parts.join(' ')}`,
    changedAt: row.timePath === undefined ? undefined : readInstant(at(envelope, row.timePath)),
    measured: signal === 'firing' ? reasonOf(row, envelope) : undefined,
    detectionSource: security ?? 'monitoring',
    claims: claimed(row.severity, `${row.speaker} says ${state ?? row.stateless?.says}`, security),
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
