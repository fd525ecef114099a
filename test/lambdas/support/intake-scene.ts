import type { ChangeNote } from '../../../domain/alert';
import type { LastWord } from '../../../domain/speaker';
import { plus } from '../../../domain/instant';
import { ingestAlerts } from '../../../lambdas/ingest-alert/ingest-alert';
import type { DeadLetters } from '../../../lambdas/ports';
import { anAlarmEvent } from '../../support/domain-events';
import { heartbeatsInMemory } from './heartbeats-in-memory';
import { MemoryStore } from './memory-store';
import { mutedAlarms, patientQueue } from './muted-alarms';
import { recorders } from './recorders';

/** When everything begins. */
export const begin = '2027-07-03T01:00:00.000Z';
let made = 0;

/** A message about an alarm `name`, changed `minute` minutes after the beginning. */
export function message(value: string, minute = 0, { name = 'checkout-5xx', id = `event-${++made}` } = {}) {
  const timestamp = plus(begin, minute * 60_000);
  const event = {
    ...anAlarmEvent({ alarmName: name }, { value, timestamp, reasonData: undefined }),
    id,
    time: timestamp,
    resources: [`arn:alarm:${name}`],
  };
  return { messageId: `message-${id}`, body: JSON.stringify(event) };
}

/** A message of a storm: about a service of its own, with a key of its own, which its tags classify. */
export function stormAlert(service: number, id: string) {
  const { messageId, body } = message('ALARM', 0, { name: `errors-of-${service}`, id });
  const event = JSON.parse(body) as { detail: object };
  const alarmTags = { 'tocsin:service': `service-${service}`, 'tocsin:severity': 'SEV-2' };
  return { messageId, body: JSON.stringify({ ...event, detail: { ...event.detail, alarmTags } }) };
}

/** Intake on a store in memory, and what it did. */
export function intake() {
  const store = new MemoryStore();
  store.world.now = begin;
  const { log, count, counted, codes } = recorders();
  const dead: { body: string; reason: string }[] = [];
  const deadLetters: DeadLetters = { put: async (body, reason) => void dead.push({ body, reason }) };
  const muted = mutedAlarms();
  const queue = patientQueue();
  const noted: ChangeNote[] = [];
  const heard: LastWord[] = [];
  const heartbeats = heartbeatsInMemory();
  let next = 0;
  const deps = {
    incidents: store,
    alerts: store,
    situations: store,
    muted,
    changes: { keep: async (note: ChangeNote) => void noted.push(note) },
    heartbeats,
    speakers: { heard: (word: LastWord) => void heard.push(word), flush: async () => {} },
    queue,
    deadLetters,
    hashOfKey: (key: string) => `hash of ${key}`,
    newIncidentId: () => `ID${String(++next).padStart(2, '0')}`,
    log,
    count,
  };
  const take = async (messages: ReturnType<typeof message>[], minute = 0) => {
    store.world.now = plus(begin, minute * 60_000);
    const answer = await ingestAlerts(messages, store.world.now, deps);
    return answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };
  const pages = () => store.world.messages.filter(({ kind }) => kind === 'page').map(({ to }) => to);
  const key = (name = 'checkout-5xx') => store.keys.get(`hash of arn:alarm:${name}`)!;
  return {
    noted,
    heard,
    store,
    deps,
    muted,
    heartbeats,
    queue,
    take,
    pages,
    key,
    counted,
    codes,
    dead,
    world: store.world,
  };
}
