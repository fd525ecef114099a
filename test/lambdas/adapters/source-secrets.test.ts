import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { sourceSecrets } from '../../../lambdas/adapters/source-secrets';

const client = new SecretsManagerClient({});
const store = mockClient(client);
const missing = new ResourceNotFoundException({ message: 'no such version', $metadata: {} });
const minute = 60_000;

beforeEach(() => {
  store.reset();
  jest.useFakeTimers({ now: Date.parse('2026-11-21T02:02:00Z') });
});
afterEach(() => jest.useRealTimers());

const secrets = () => sourceSecrets({ grafana: 'arn:g', ops: 'arn:o' }, client);
const holds = (current: string, previous?: string) => {
  store.on(GetSecretValueCommand, { VersionStage: 'AWSCURRENT' }).resolves({ SecretString: current });
  const before = store.on(GetSecretValueCommand, { VersionStage: 'AWSPREVIOUS' });
  if (previous === undefined) before.rejects(missing);
  else before.resolves({ SecretString: previous });
};
const calls = () => store.commandCalls(GetSecretValueCommand).length;

test('both versions are good; before the first change there is one', async () => {
  const known = secrets();
  holds('first');
  expect(await known.secretsOf('grafana')).toEqual(['first']);
  holds('second', 'first');
  jest.advanceTimersByTime(5 * minute);
  expect(await known.secretsOf('grafana')).toEqual(['second', 'first']);
});

test('a source is asked for by itself, and again after five minutes at the earliest', async () => {
  const known = secrets();
  holds('first');
  await known.secretsOf('grafana');
  jest.advanceTimersByTime(5 * minute - 1);
  await known.secretsOf('grafana');
  expect(calls()).toBe(2);
  jest.advanceTimersByTime(1);
  await known.secretsOf('grafana');
  expect(calls()).toBe(4);
  expect(store.commandCalls(GetSecretValueCommand, { SecretId: 'arn:o' })).toEqual([]);
});

test('F15: while the store is down, what is known stays good, and the store is asked twice a minute at most', async () => {
  const known = secrets();
  holds('first');
  await known.secretsOf('grafana');
  store.on(GetSecretValueCommand).rejects(new Error('down'));
  jest.advanceTimersByTime(6 * minute);
  expect(await known.secretsOf('grafana')).toEqual(['first']);
  const asked = calls();
  await known.secretsOf('grafana');
  expect(calls()).toBe(asked);
  await expect(known.secretsOf('ops')).rejects.toThrow('down');
});

test('an empty secret is none, and a source without a secret is a mistake of the stack', async () => {
  holds('');
  expect(await secrets().secretsOf('grafana')).toEqual([]);
  await expect(secrets().secretsOf('nobody')).rejects.toThrow('There is no secret for the source nobody.');
});
