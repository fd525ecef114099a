import type { Instant } from './instant';

/** What can be read in an incident's timeline, past tense. Each is also the name of the news on the incident bus. */
export type EntryType =
  | 'IncidentOpened'
  | 'OnCallLookedUp'
  | 'LevelPaged'
  | 'PeopleInformed'
  | 'IncidentManagerNamed'
  | 'AlertJoined'
  | 'AlertCleared'
  | 'AlertLostSight'
  | 'AlertCameLate'
  | 'AlertFlaps'
  | 'CustomersFailServersOk'
  | 'AlarmEdited'
  | 'AlarmDeleted'
  | 'OkCounted'
  | 'FailedAgain'
  | 'IncidentReopened'
  | 'Acknowledged'
  | 'StillOnIt'
  | 'GivenBack'
  | 'Declined'
  | 'HelpAsked'
  | 'NoteAdded'
  | 'AcknowledgementLapsed'
  | 'AloneReminded'
  | 'UnresolvedTold'
  | 'AskedToResolve'
  | 'UpdatePosted'
  | 'PublicUpdatePosted'
  | 'PublicUpdateEdited'
  | 'UpdateReminded'
  | 'UpdateOverdue'
  | 'SeverityChanged'
  | 'NoticeWaits'
  | 'NoticeHeld'
  | 'NoticeCancelled'
  | 'NoticePublished'
  | 'NoticeJoined'
  | 'NoticeNeedsDecision'
  | 'NoticeRetracted'
  | 'MarkedFalsePositive'
  | 'FalsePositiveWithdrawn'
  | 'ReportAttached'
  | 'IncidentResolved'
  | 'ReportOwed'
  | 'ClockRestarted';

/** One thing that happened; written once, never changed, never removed. */
export interface TimelineEntry {
  /** 1, 2, 3 … without a gap. */
  readonly seq: number;
  readonly at: Instant;
  /** When it happened by its source, where that came late: people read it there. */
  readonly happenedAt?: Instant;
  readonly type: EntryType;
  /** A person's name, `alarm` or `tocsin`. */
  readonly by: string;
  /** What happened and why, in one internal sentence. */
  readonly text: string;
}

/** When something happened, as far as is known. */
export function happened({ happenedAt, at }: Pick<TimelineEntry, 'happenedAt' | 'at'>): Instant {
  return happenedAt ?? at;
}

/** The entries as they happened, not as they became known. */
export function asItHappened(entries: readonly TimelineEntry[]): TimelineEntry[] {
  return [...entries].sort((one, other) => {
    const [first, second] = [happened(one), happened(other)];
    return first === second ? one.seq - other.seq : first < second ? -1 : 1;
  });
}
