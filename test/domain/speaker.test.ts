import { lastWordOf, neverHeard } from '../../domain/speaker';
import { configuration } from '../../config';

const now = '2026-11-21T02:02:00.000Z';
const event = { account: '111122223333', region: 'eu-central-1', source: 'aws.health', time: now };
const word = (more: object) => lastWordOf({ ...event, ...more }, now);

test('a speaker is an account, a region and a source; one without an account is Tocsin itself', () => {
  expect(word({})).toEqual({ account: '111122223333', region: 'eu-central-1', source: 'aws.health', at: now });
  expect(word({ account: undefined })).toBeUndefined();
  expect(lastWordOf('no event', now)).toBeUndefined();
});

test('a clock that runs ahead speaks now; what comes an hour late tells nothing of now', () => {
  expect(word({ time: '2027-01-01T00:00:00Z' })!.at).toBe(now);
  expect(word({ time: '2026-11-21T01:02:00Z' })!.at).toBe('2026-11-21T01:02:00.000Z');
  expect(word({ time: '2026-11-21T01:01:59Z' })).toBeUndefined();
});

test('M18: of what is configured, those are named that never spoke', () => {
  const expected = {
    ...configuration,
    accounts: {
      '111122223333': { name: 'shop', environment: 'production' },
      '222233334444': { name: 'ops', environment: 'production' },
    },
    sources: ['health', 'cloudwatch', 'custom'] as const,
    webhooks: [
      { id: 'grafana', format: 'grafana' },
      { id: 'probes', format: 'datadog' },
    ] as const,
    heartbeats: ['nightly', 'hourly'].map((id) => ({ id, every: '1h', grace: '5m' })),
  };
  const words = [word({})!, word({ source: 'webhook.probes' })!];
  expect(neverHeard(words, new Set(['hourly']), expected)).toEqual([
    { kind: 'account', id: '222233334444', name: 'ops' },
    { kind: 'sources', id: 'cloudwatch' },
    { kind: 'webhook', id: 'grafana' },
    { kind: 'heartbeat', id: 'nightly', name: undefined },
  ]);
});
