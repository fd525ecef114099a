import type { Alert } from '../../domain/alert';
import { hour, minute, plus } from '../../domain/instant';
import type { Maintenance } from '../../domain/maintenance';
import { publicText } from '../../domain/notice';
import { keptAlert, whyQuiet } from '../../domain/quiet';
import { aboutSilence, type Silence } from '../../domain/silence';
import { anAlert, night } from '../support/domain-alerts';

const alex = { id: 'alex', name: 'Alex' };

function aSilence(more: Partial<Silence> = {}): Silence {
  const until = plus(night, 2 * hour);
  return { id: 's1', matches: { service: 'checkout' }, from: night, until, reason: 'deploy', by: alex, ...more };
}

function aMaintenance(more: Partial<Maintenance> = {}): Maintenance {
  return {
    id: 'm1',
    version: 1,
    title: publicText('Database upgrade'),
    components: [],
    state: 'scheduled',
    from: plus(night, hour),
    until: plus(night, 2 * hour),
    postedAt: night,
    changedAt: night,
    updates: [],
    services: ['checkout'],
    autoComplete: false,
    by: alex,
    ...more,
  };
}

const because = (
  { silences = [], maintenances = [] }: { silences?: Silence[]; maintenances?: Maintenance[] },
  alert: Partial<Alert> = {},
  after = 0,
  service: string | null = 'checkout',
) =>
  whyQuiet(anAlert(alert), { service: service ?? undefined }, { silences, maintenances }, plus(night, after))?.because;

test('a silence keeps quiet what fits it, from its beginning until its end, and says who arranged it and why', () => {
  const silences = [aSilence()];
  expect(because({ silences })).toBe('silenced by Alex until 03:02 UTC: deploy');
  expect(because({ silences }, {}, 2 * hour - 1)).toBeDefined();
  expect(because({ silences }, {}, 2 * hour)).toBeUndefined();
  expect(because({ silences }, {}, -1)).toBeUndefined();
  expect(because({ silences }, {}, 0, 'sign-in')).toBeUndefined();
  expect(because({ silences }, {}, 0, null)).toBeUndefined();
  expect(because({ silences }, { signal: 'ok' })).toBeUndefined();
  expect(because({ silences: [aSilence({ endedAt: plus(night, minute) })] }, {}, minute)).toBeUndefined();
});

test('everything that a silence states must fit', () => {
  const silent = (matches: Silence['matches'], alert: Partial<Alert> = {}) =>
    because({ silences: [aSilence({ matches })] }, { name: 'db-lag', account: '1', tags: { team: 'a' }, ...alert });
  expect(silent({ name: 'db-*' })).toBeDefined();
  expect(silent({ name: 'db-*' }, { name: 'api-lag' })).toBeUndefined();
  expect(silent({ name: 'db-*', account: '2' })).toBeUndefined();
  expect(silent({ tags: { team: 'a' } })).toBeDefined();
  expect(silent({ tags: { team: 'b' } })).toBeUndefined();
});

test('an alert that nobody could read is silenced only by its own name, and never by a maintenance', () => {
  const unreadable = { malformed: 'no detail', name: 'unreadable CloudWatch Alarm State Change' };
  expect(because({ silences: [aSilence({ matches: { name: '*' } })] }, unreadable)).toBeUndefined();
  expect(because({ silences: [aSilence({ matches: { name: 'unreadable *' } })] }, unreadable)).toBeDefined();
  expect(because({ maintenances: [aMaintenance()] }, unreadable, hour)).toBeUndefined();
});

test('a maintenance keeps its services quiet by its times, whatever state it was moved to, and no longer', () => {
  const quietAt = (after: number, more: Partial<Maintenance> = {}) =>
    because({ maintenances: [aMaintenance(more)] }, {}, after) !== undefined;
  expect(quietAt(hour - 1)).toBe(false);
  expect(quietAt(hour)).toBe(true);
  expect(quietAt(2 * hour - 1, { state: 'verifying' })).toBe(true);
  expect(quietAt(2 * hour, { state: 'verifying' })).toBe(false);
  expect(quietAt(hour, { state: 'completed' })).toBe(false);
  expect(quietAt(hour, { state: 'cancelled' })).toBe(false);
  expect(quietAt(minute, { state: 'in_progress', startedAt: plus(night, minute) })).toBe(true);
  expect(quietAt(hour, { services: ['sign-in'] })).toBe(false);
});

test('of several the one that ends first counts: at its end the others are asked', () => {
  const silences = [aSilence({ id: 'long', until: plus(night, 5 * hour) }), aSilence({ id: 'short' })];
  const maintenances = [aMaintenance()];
  const quiet = whyQuiet(anAlert(), { service: 'checkout' }, { silences, maintenances }, plus(night, hour));
  expect(quiet).toMatchObject({ kind: 'silence', id: 'short', until: plus(night, 2 * hour) });
});

test('I10: each time an event is kept it gets another id, so that no receipt hides it when it is taken in again', () => {
  const quiet = { kind: 'silence', id: 's1', until: night, because: 'x' } as const;
  const idOf = (id: string) =>
    (JSON.parse(keptAlert(anAlert({ id }), `{"id":"${id}","a":1}`, undefined, quiet, night).event) as { id: string })
      .id;
  expect(idOf('event-1')).toBe('event-1~1');
  expect(idOf('event-1~1')).toBe('event-1~2');
  expect(idOf('a~b')).toBe('a~b~1');
});

test('a silence tells in words what it is about', () => {
  expect(aboutSilence({ service: 'checkout' })).toBe('alarms of checkout');
  expect(aboutSilence({ name: 'db-*', account: '1', source: 'acme', tags: { team: 'a' } })).toBe(
    'alarms named "db-*" from acme in account 1 tagged team=a',
  );
});
