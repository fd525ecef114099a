import { createHash } from 'node:crypto';
import { clockNames } from '../../domain/clocks';
import { isOpen, type Incident } from '../../domain/incident';
import { earliest, type Instant } from '../../domain/instant';
import type { Message } from '../../domain/message';
import type { LastWord } from '../../domain/speaker';
import type { TimelineEntry } from '../../domain/timeline';
import type { Receipt } from '../alert-writes';

/*
 * The design of the one table.
 *
 *   pk               sk                       what
 *   INCIDENT#K7MQ    INCIDENT                 the incident; in index `open` while it is, in `byTime` always
 *   INCIDENT#K7MQ    ENTRY#00000012           one timeline entry, written once
 *   INCIDENT#K7MQ    MESSAGE#00000003         one queued message; in index `open` until it is dealt with
 *   INCIDENT#K7MQ    LEASE                    who may send for this incident, until when
 *   KEY#<sha-256>    KEY                      what a source last said under a dedup key, and how often
 *   ALERT#<id>       ALERT                    an alert's receipt, with the raw event; expires
 *   MUTED#<sha-256>  MUTED                    an alert that was kept quiet; in index `open` until that ends, in `byTime` always
 *   SITUATION        SERVICE#checkout         the incident that new alarms of a service may join; expires
 *   CHANGES#<day>    <time>#<event id>        a deployment or another change of that day; expires
 *   TRIAGE           ITEM#<id>                a report that waits for a person, or was dealt with and expires
 *   TRIAGE           WATCH                    when the next mail about them is due; in index `open` until none waits
 *   ON-CALL          OVERRIDE#<id>            who stands in for whom; expires
 *   ON-CALL          FEEDBACK#<instant>#<who>  what somebody said about a shift; expires
 *   ON-CALL          WATCH                    who was on call when people were last told; in index `open`
 *   HEARTBEATS       HEARTBEAT#nightly        by when a job has to report; in index `open`
 *   SOURCES          <account>#<region>#<source>  when that source last spoke; expires
 *   PERSON#<id>      TEST                     a person's last test page, and when the next is due; in index `open` while any is
 *   MAILS            MAILS                    the last second that was shared out to mails, and how much of it
 *   CHANNELS         CHANNELS                 which addresses of people got messages when that was last looked at
 *   STATUS           VERSION                  rises with every public change
 *   STATUS           COMPONENT#checkout       the open notice of a component
 *   STATUS           NOTICE#<id>              a notice; expires some time after it ended
 *   STATUS           NOTICE#<id>#0000         what was said in it, 50 updates an item
 *   STATUS           SET#checkout#<instant>   a state that a person set by hand; expires some time after its end
 */

/** Keys of an item. A type, not an interface, so that it fits where the SDK wants a record. */
export type Key = { readonly pk: string; readonly sk: string };

const day = 86_400;
/** How long receipts are kept, in seconds. */
export const receiptsKept = 90 * day;
/** How long the incident of a service is remembered after the last alert joined it: longer than anything joins or covers. */
export const servicesKept = day;
/** How long changes are kept, in seconds. */
export const changesKept = 30 * day;
/** How long it is remembered that a source spoke, in seconds: longer than any should be silent. */
export const speakersKept = 400 * day;
/** How long the page's partition keeps what has ended, in seconds: a little longer than it is read (`historyRead`). */
export const endedNoticesKept = 140 * day;
/** Raw events longer than this are kept cut. */
const longestEvent = 100_000;
/** An open incident that waits for nothing is in the index too, at the end of time. */
const endOfTime: Instant = '9999-12-31T00:00:00.000Z';

const digits = (number: number) => String(number).padStart(8, '0');

export const incidentKey = (id: string): Key => ({ pk: `INCIDENT#${id}`, sk: 'INCIDENT' });
export const entryKey = (id: string, seq: number): Key => ({ pk: `INCIDENT#${id}`, sk: `ENTRY#${digits(seq)}` });
export const messageKey = (id: string, number: number): Key => ({
  pk: `INCIDENT#${id}`,
  sk: `MESSAGE#${digits(number)}`,
});
export const leaseKey = (id: string): Key => ({ pk: `INCIDENT#${id}`, sk: 'LEASE' });
export const alertKey = (hash: string): Key => ({ pk: `KEY#${hash}`, sk: 'KEY' });
/** Responder ids hold no '#': the configuration refuses them. */
export const pagesKey = (person: string): Key => ({ pk: `PERSON#${person}`, sk: 'PAGES' });
export const testKey = (person: string): Key => ({ pk: `PERSON#${person}`, sk: 'TEST' });
export const mailsKey: Key = { pk: 'MAILS', sk: 'MAILS' };
export const channelsKey: Key = { pk: 'CHANNELS', sk: 'CHANNELS' };
export const mutedKey = (hash: string): Key => ({ pk: `MUTED#${hash}`, sk: 'MUTED' });
export const triagePartition = 'TRIAGE';
export const triageItemKey = (id: string): Key => ({ pk: triagePartition, sk: `ITEM#${id}` });
export const triageWatchKey: Key = { pk: triagePartition, sk: 'WATCH' };
export const changePartition = (at: Instant): string => `CHANGES#${at.slice(0, 10)}`;
export const changeKey = (at: Instant, id: string): Key => ({ pk: changePartition(at), sk: `${at}#${id}` });
export const receiptKey = (alertId: string): Key => ({ pk: `ALERT#${alertId}`, sk: 'ALERT' });
export const situationPartition = 'SITUATION';
export const serviceKey = (service: string): Key => ({ pk: situationPartition, sk: `SERVICE#${service}` });
export const onCallPartition = 'ON-CALL';
export const heartbeatPartition = 'HEARTBEATS';
export const heartbeatKey = (id: string): Key => ({ pk: heartbeatPartition, sk: `HEARTBEAT#${id}` });
export const speakerPartition = 'SOURCES';
export const speakerKey = ({ account, region, source }: LastWord): Key => ({
  pk: speakerPartition,
  sk: `${account}#${region}#${source}`,
});
export const statusPartition = 'STATUS';
export const versionKey: Key = { pk: statusPartition, sk: 'VERSION' };
export const componentKey = (id: string): Key => ({ pk: statusPartition, sk: `COMPONENT#${id}` });
export const noticeKey = (id: string): Key => ({ pk: statusPartition, sk: `NOTICE#${id}` });
export const settingKeyPrefix = 'SET#';
export const settingKey = (component: string, at: Instant): Key => ({
  pk: statusPartition,
  sk: `${settingKeyPrefix}${component}#${at}`,
});
export const updatesPerItem = 50;
export const updatesKey = (id: string, index: number): Key => ({
  pk: statusPartition,
  sk: `NOTICE#${id}#${String(Math.floor(index / updatesPerItem)).padStart(4, '0')}`,
});

/** Dedup keys may be long and hold any character: their hash is what the table sees. */
export function hashOfKey(dedupKey: string): string {
  return createHash('sha256').update(dedupKey).digest('hex');
}

export function incidentItem(incident: Incident): Record<string, unknown> {
  const due = earliest(...clockNames.map((name) => incident.clocks[name].dueAt));
  const index = isOpen(incident) ? { openKind: 'OPEN', nextActionAt: due ?? endOfTime } : {};
  return { ...incidentKey(incident.id), ...incident, ...index, listKind: 'INCIDENT' };
}

export function entryItem(incidentId: string, entry: TimelineEntry): Record<string, unknown> {
  return { ...entryKey(incidentId, entry.seq), incidentId, ...entry };
}

/** Unsent, it is overdue from the moment it is queued: the auditor finds it there. */
export function messageItem(message: Message): Record<string, unknown> {
  const index = { openKind: 'OPEN', nextActionAt: message.queuedAt };
  return { ...messageKey(message.incidentId, message.number), message, ...index };
}

export function receiptItem(receipt: Receipt): Record<string, unknown> {
  return {
    ...receiptKey(receipt.alert.id),
    source: receipt.alert.source,
    name: receipt.alert.name,
    signal: receipt.alert.signal,
    changedAt: receipt.alert.changedAt,
    receivedAt: receipt.receivedAt,
    incidentId: receipt.incidentId,
    outcome: receipt.outcome,
    event: receipt.event.slice(0, longestEvent),
    ttl: Math.floor(Date.parse(receipt.receivedAt) / 1_000) + receiptsKept,
  };
}

/** One row for each source of an account and region, written over whenever it speaks. */
export function speakerItem(word: LastWord, now: Instant): Record<string, unknown> {
  return { ...speakerKey(word), ...word, ttl: Math.floor(Date.parse(now) / 1_000) + speakersKept };
}

/** An item without the attributes that only the table needs. */
export function withoutKeys<T>(item: Record<string, unknown>): T {
  const { pk: _pk, sk: _sk, openKind: _open, nextActionAt: _next, listKind: _list, ttl: _ttl, ...rest } = item;
  return rest as T;
}
