import { isAlert } from '../../domain/alert';
import { readAlert } from '../../domain/alert-sources/read-alert';
import type { Heartbeat } from '../../domain/heartbeat';
import { hour, plus } from '../../domain/instant';
import { heartbeatKeeper } from '../../lambdas/audit-promises/heartbeat-keeper';
import { heartbeatsInMemory, nightly } from './support/heartbeats-in-memory';
import { patientQueue } from './support/muted-alarms';
import { recorders } from './support/recorders';

const now = '2027-07-03T01:00:00.000Z';

function keeping(configured: readonly Heartbeat[] = [nightly], heartbeats = heartbeatsInMemory()) {
  const queue = patientQueue();
  const { log, codes } = recorders();
  return { heartbeats, queue, codes, ...heartbeatKeeper({ configured, heartbeats, queue, log }) };
}

const due = (heartbeats: ReturnType<typeof heartbeatsInMemory>) => heartbeats.kept.get('nightly-backup')?.dueAt;

test('a job that never reported has promised from the first look after a deployment, and is begun once', async () => {
  const { heartbeats, begin } = keeping();
  await begin(now);
  expect(due(heartbeats)).toBe(plus(now, 26 * hour));
  heartbeats.kept.clear();
  await begin(plus(now, hour));
  expect(heartbeats.kept.size).toBe(0);
});

test('a new container finds the promise and leaves it; other lengths count from the last report; who has left is let go', async () => {
  const { heartbeats, begin } = keeping();
  await begin(now);
  await keeping([nightly], heartbeats).begin(plus(now, hour));
  expect(due(heartbeats)).toBe(plus(now, 26 * hour));
  await heartbeats.heard('nightly-backup', plus(now, hour), 26 * hour);
  await keeping([{ ...nightly, grace: '1h' }], heartbeats).begin(plus(now, 5 * hour));
  expect(due(heartbeats)).toBe(plus(now, 26 * hour));
  await keeping([], heartbeats).begin(now);
  expect(heartbeats.kept.size).toBe(0);
});

test('a silence beyond the grace is an alert, once for each report that was missed', async () => {
  const { queue, begin, look, codes } = keeping();
  await begin(now);
  await look('nightly-backup', plus(now, 25 * hour));
  expect(queue.sent).toEqual([]);
  await look('nightly-backup', plus(now, 26 * hour));
  const [sent] = queue.sent;
  const alert = readAlert(JSON.parse(sent!), 'message', plus(now, 26 * hour));
  if (!isAlert(alert)) throw new Error('A silence must be an alert.');
  expect(alert).toMatchObject({
    signal: 'firing',
    dedupKey: 'tocsin.heartbeats heartbeat:nightly-backup',
    name: 'nightly-backup',
    description: `nightly-backup should have reported by 03:00 UTC. It has never reported.`,
    changedAt: plus(now, 26 * hour),
    claims: { severity: 3, service: 'compute' },
  });
  expect(alert.malformed).toBeUndefined();
  await look('nightly-backup', plus(now, 27 * hour));
  expect(queue.sent).toHaveLength(1);
  await look('nightly-backup', plus(now, 50 * hour));
  expect(queue.sent).toHaveLength(2);
  expect(codes()).toEqual(['T131', 'T131']);
});

test('an index that lags behind a report, or behind the configuration, makes no alert', async () => {
  const { heartbeats, queue, begin, look } = keeping();
  await begin(now);
  await heartbeats.heard('nightly-backup', plus(now, 26 * hour), 26 * hour);
  await look('nightly-backup', plus(now, 26 * hour));
  await heartbeats.heard('old-job', now, hour);
  await look('old-job', plus(now, 2 * hour));
  expect(queue.sent).toEqual([]);
  expect([...heartbeats.kept.keys()]).toEqual(['nightly-backup']);
});
