import type { Alert, ChangeNote, Context, Ignored } from '../alert';
import type { Envelope } from './envelope';

/** Reads one kind of event. Answers a text, what is wrong with it, for an event that is not what it says it is. */
export type AlertReader = (envelope: Envelope) => Alert | Context | ChangeNote | Ignored | string;

/** Sources that are switched on together, by one name in the configuration. */
export type SourceGroup =
  | 'cloudwatch'
  | 'health'
  | 'guardduty'
  | 'securityhub'
  | 'synthetics'
  | 'custom'
  | 'changes'
  | 'ecs'
  | 'delivery'
  | 'backup'
  | 'jobs'
  | 'rds'
  | 'acm'
  | 'malware'
  | 'signin'
  | 'trustedadvisor';

/** One kind of event that Tocsin understands. */
export interface AlertSource {
  readonly group: SourceGroup;
  readonly detailType: string;
  /** What stands in the envelope's `source`; undefined where any sender may use the detail-type. */
  readonly source?: string;
  /** What people call it. */
  readonly name: string;
  /** What the dedup key is made of. */
  readonly key: string;
  /** Where the shape is documented. */
  readonly documentedAt: string;
  /** Which of its events tell of a change, and so are let in with the group `changes` even where its own group is off. */
  readonly tellsChanges?: { readonly field: string; readonly states: readonly string[] };
  readonly read: AlertReader;
}
