import type { Alert, ChangeNote } from '../domain/alert';
import type { IncidentAlertDetail, UnreadableDetail } from '../domain/alert-sources/webhooks/incident-alert-detail';
import type { KnownKey } from '../domain/alert-arrival';
import type { Change } from '../domain/change';
import type { ClockName, Incident, IncidentId } from '../domain/incident';
import type { Instant } from '../domain/instant';
import type { Message } from '../domain/message';
import type { PageRef } from '../domain/page-ledger';
import type { Notice, NoticeUpdate } from '../domain/notice';
import type { Channel } from '../domain/responder';
import type { PublicSnapshot, PublicVersion } from '../domain/status-page';
import type { Severity } from '../domain/severity';
import type { Situation } from '../domain/situation';
import type { TimelineEntry } from '../domain/timeline';
import type { AlertWrites, KeyWrite, Receipt } from './alert-writes';
import type { TriageItem } from '../domain/triage';
import type { LogCode } from './log-registry';

/** How a write ended: done; lost a race (read again, decide again); or a receipt shows that the alert was handled before. */
export type WriteResult = 'written' | 'lost-race' | 'seen-before';

/** An incident as decisions need it: with the notice customers read about it, and the one open for its component. */
export interface IncidentInContext {
  readonly incident: Incident;
  readonly notice?: Notice;
  readonly openNotice?: Notice;
}

/** A queued message with its incident, and whether it was dealt with. */
export interface QueuedMessage {
  readonly message: Message;
  readonly incident: Incident;
  readonly sentAt?: Instant;
  readonly withheldAt?: Instant;
  /** The channels that carried it already, while others are still to come. */
  readonly left?: readonly Channel[];
}

/** Something in the sparse index whose time has passed. */
export type Overdue =
  | { readonly kind: 'incident'; readonly incidentId: IncidentId }
  | { readonly kind: 'message'; readonly incidentId: IncidentId; readonly number: number }
  | { readonly kind: 'muted'; readonly key: string }
  | { readonly kind: 'triage' }
  | { readonly kind: 'on-call' }
  | { readonly kind: 'bundle' | 'test-page'; readonly to: string }
  | { readonly kind: 'heartbeat'; readonly id: string }
  | { readonly kind: 'silence' | 'maintenance'; readonly id: string };

/** The one authority. Every read is strongly consistent but those that say "candidates". */
export interface IncidentStore {
  incident(id: IncidentId): Promise<Incident | undefined>;
  /** @param component the component whose open notice matters where the incident does not say which */
  inContext(id: IncidentId, component?: string): Promise<IncidentInContext | undefined>;
  commit(change: Change, alerts?: AlertWrites): Promise<WriteResult>;
}

export interface AlertStore {
  /** What is known of a key, strongly consistent. */
  known(key: string): Promise<KnownKey | undefined>;
  /** What is known of each of these keys that are known, strongly consistent. */
  knownOf(keys: readonly string[]): Promise<ReadonlyMap<string, KnownKey>>;
  /**
   * Counts alerts that say what is known already and are no worse; otherwise, and when so many came that it is time to look
   * again, answers what is known, or undefined for a new key.
   */
  repeat(
    key: string,
    alert: Alert,
    severity: Severity,
    counted: number,
  ): Promise<{ readonly repeated: KnownKey } | { readonly known: KnownKey | undefined }>;
  /** Writes what is known of a key where the incident does not change. */
  keep(write: KeyWrite): Promise<WriteResult>;
  receipts(receipts: readonly Receipt[]): Promise<void>;
  /** Which of these alert ids have a receipt. */
  seen(alertIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** What bears on a new alert at this moment. */
export interface Situations {
  /** All of it, strongly consistent, in one query. */
  now(): Promise<Situation>;
}

/** What readers of incidents need besides. */
export interface IncidentReader {
  /** Candidates, newest first. */
  list(which: 'open' | 'all'): Promise<readonly Incident[]>;
  /** How many alerts each incident has absorbed. */
  alertCounts(incidents: readonly Incident[]): Promise<ReadonlyMap<IncidentId, number>>;
  /** The newest `limit` entries, oldest first; all of them when no limit is given. */
  timeline(id: IncidentId, limit?: number): Promise<readonly TimelineEntry[]>;
  /** What customers were told under a notice, oldest first. */
  saidIn(noticeId: string): Promise<readonly NoticeUpdate[]>;
}

/** What was deployed or changed: context for people, kept for a month. */
export interface ChangeFeed {
  /** Keeps a change; told twice, it is kept once. */
  keep(note: ChangeNote): Promise<void>;
  /** Those of a time, the newest hundred of each day, newest first. */
  between(from: Instant, to: Instant): Promise<readonly ChangeNote[]>;
}

/** What people reported, until somebody says what it is. */
export interface Triage {
  /** The reports that wait, oldest first, and when their owner was last mailed. */
  open(): Promise<{ readonly items: readonly TriageItem[]; readonly lastMailAt?: Instant }>;
  /** False where that very report is kept already. */
  keep(item: TriageItem): Promise<boolean>;
  /** Counts one more report like this. */
  countMore(id: string): Promise<void>;
  /** When the next mail is due, undefined for none, and when the last one left, where one just did. */
  promiseMail(dueAt: Instant | undefined, lastMailAt?: Instant): Promise<void>;
  /** False where it was dealt with before. */
  close(id: string, how: { readonly at: Instant; readonly by: string; readonly outcome: string }): Promise<boolean>;
}

/** The queue that alerts come from. */
export interface AlertQueue {
  /** Has a message that failed come again soon, not only when its visibility time-out ends. */
  retrySoon(receiptHandle: string): Promise<void>;
  send(event: string): Promise<void>;
}

export interface Outbox {
  message(id: IncidentId, number: number): Promise<QueuedMessage | undefined>;
  /** Answers true when the caller alone may send for this incident until `until`. */
  lease(id: IncidentId, holder: string, now: Instant, until: Instant): Promise<boolean>;
  release(id: IncidentId, holder: string): Promise<void>;
  sent(id: IncidentId, number: number, at: Instant): Promise<void>;
  withheld(id: IncidentId, number: number, at: Instant, why: string): Promise<void>;
  /** It waits for its person's next bundle; should that never leave, it is overdue at `until`. */
  postponed(id: IncidentId, number: number, until: Instant): Promise<void>;
  /** It left by some of its channels; the others are overdue at `until`. */
  partly(id: IncidentId, number: number, left: readonly Channel[], until: Instant): Promise<void>;
  /** It left inside another message: its bundle. */
  bundled(id: IncidentId, number: number, at: Instant, carrier: PageRef): Promise<void>;
}

export interface PublicRecord {
  /** Everything customers may read, in one consistent read; undefined before the page has begun. */
  snapshot(since: Instant): Promise<PublicSnapshot | undefined>;
  version(): Promise<PublicVersion | undefined>;
  begin(at: Instant): Promise<void>;
}

/** What the auditor looks through: candidates only. */
export interface PromiseIndex {
  overdue(before: Instant): Promise<readonly Overdue[]>;
}

/** One text to one person, carried by all the channels it names. */
export interface OutgoingMessage {
  readonly message: Pick<Message, 'number' | 'incidentId' | 'to' | 'kind' | 'channels' | 'level' | 'attempt'>;
  readonly subject: string;
  readonly email: string;
  readonly sms: string;
  /** For a call. */
  readonly spoken?: string;
  /** The link that stands in the texts, where there is one. */
  readonly link?: string;
  /** It is about one incident alone, which is looked at again should the message leave late. */
  readonly ofIncident?: boolean;
}

export interface Notifier {
  send(outgoing: OutgoingMessage): Promise<void>;
}

/** What a stored public file says of itself. */
export interface PublishedFile {
  readonly etag: string;
  readonly version: number;
  readonly renderSeq: number;
  readonly generatedAt: Instant;
  /** Which looks it was made with. */
  readonly design: string;
  /** The mark of the newest changes that it knows of. */
  readonly changes: string;
}

export interface FileToPublish {
  readonly path: string;
  readonly contentType: string;
  readonly cacheControl: string;
  readonly body: string;
  readonly version: number;
  readonly renderSeq: number;
  readonly generatedAt: Instant;
  /** For a file that is renewed although nothing has changed: by when. */
  readonly nextRefreshBy?: Instant;
  /** Which looks it was made with. */
  readonly design: string;
  /** The mark of the newest changes that it knows of. */
  readonly changes: string;
}

export interface PageStore {
  published(path: string): Promise<PublishedFile | undefined>;
  /** Puts the file in the place of `replaces` and of nothing else. False when something else stands there by now. */
  publish(file: FileToPublish, replaces: PublishedFile | undefined): Promise<boolean>;
}

/** A fact for the incident bus. */
export interface News {
  readonly type: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface EventPublisher {
  publish(news: readonly News[]): Promise<void>;
}

/** Where webhooks put their alerts. */
export interface AlertBus {
  /** @throws Error unless every one of them was accepted; those that were may come again */
  put(source: string, alerts: readonly (IncidentAlertDetail | UnreadableDetail)[]): Promise<void>;
  /** A job's report. */
  report(source: string, heartbeat: string): Promise<void>;
}

export interface SourceSecrets {
  /** What a source may prove itself with: its secret, and the one before. */
  secretsOf(sourceId: string): Promise<readonly string[]>;
}

export interface Clocks {
  /** Starts a clock; one that was started before under the same name is left alone. */
  start(clock: ClockName, incidentId: IncidentId, generation: number): Promise<void>;
}

/** Where an alert goes that is no JSON: the dead-letter queue, with the reason. */
export interface DeadLetters {
  put(body: string, reason: string): Promise<void>;
}

export interface LinkKeys {
  /** Hexadecimal digit that names the key, and the key. The first one signs. */
  keys(): Promise<readonly { readonly id: number; readonly key: Uint8Array }[]>;
}

/** Writes one structured line: a code of the log registry and facts; never an address, a token or an event's text. */
export type Log = (code: LogCode, facts?: Readonly<Record<string, unknown>>) => void;

export type Count = (metric: string, value: number) => void;
