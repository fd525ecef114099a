import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  type GetSecretValueCommandInput,
} from '@aws-sdk/client-secrets-manager';
import { Clock } from '../../../local/clock';
import { SecretsManagerEngine } from '../../../local/secrets-manager/secrets-manager-engine';
import { serve, type ServedEngine } from '../dynamodb/served-engine';

const NOON = Date.UTC(2026, 0, 3, 12);
const arnOf = (name: string) => `arn:aws:secretsmanager:eu-central-1:000000000000:secret:${name}-AbCdEf`;
const secret = (name: string, properties: object) => ({
  name,
  arn: arnOf(name),
  properties: properties as Record<string, unknown>,
});
const SECRETS = [
  secret('link-key', { GenerateSecretString: { PasswordLength: 48, ExcludePunctuation: true } }),
  secret('fixed', { SecretString: 'one' }),
  secret('empty', {}),
];

const open = (directory?: string) =>
  new SecretsManagerEngine({ clock: new Clock(NOON, 0), directory, secrets: SECRETS });

describe('secrets, through the SDK', () => {
  let served: ServedEngine;
  let client: SecretsManagerClient;
  let engine: SecretsManagerEngine;

  beforeEach(async () => {
    engine = open();
    served = await serve(engine);
    client = new SecretsManagerClient(served.client);
  });
  afterEach(async () => {
    client.destroy();
    await served.close();
  });

  const get = (SecretId: string, more: Partial<GetSecretValueCommandInput> = {}) =>
    client.send(new GetSecretValueCommand({ SecretId, ...more }));
  const put = (SecretString: string, ClientRequestToken?: string) =>
    client.send(new PutSecretValueCommand({ SecretId: 'fixed', SecretString, ClientRequestToken }));

  test('a secret is found by name, by ARN and by its ARN without the random end', async () => {
    const byName = await get('fixed');
    expect(byName).toMatchObject({
      ARN: arnOf('fixed'),
      Name: 'fixed',
      SecretString: 'one',
      VersionStages: ['AWSCURRENT'],
      CreatedDate: new Date(NOON),
    });
    expect((await get(arnOf('fixed'))).VersionId).toBe(byName.VersionId);
    expect((await get(arnOf('fixed').slice(0, -7))).VersionId).toBe(byName.VersionId);
  });

  test('a generated value is as the template wants it', async () => {
    const { SecretString } = await get('link-key');
    expect(SecretString).toMatch(/^[a-zA-Z0-9]{48}$/);
    expect(engine.read('link-key')).toBe(SecretString);
    expect(engine.read('empty')).toBeUndefined();
  });

  test('a new value is current, the one before is previous', async () => {
    await put('two', 'version-two-0000-0000-0000-000000000000');
    expect((await get('fixed')).SecretString).toBe('two');
    expect((await get('fixed', { VersionStage: 'AWSPREVIOUS' })).SecretString).toBe('one');
    await put('three');
    const previous = await get('fixed', { VersionStage: 'AWSPREVIOUS' });
    expect(previous).toMatchObject({ SecretString: 'two', VersionStages: ['AWSPREVIOUS'] });
    const { VersionIdsToStages } = await client.send(new DescribeSecretCommand({ SecretId: 'fixed' }));
    expect(Object.values(VersionIdsToStages ?? {}).sort()).toEqual([['AWSCURRENT'], ['AWSPREVIOUS']]);
  });

  test('a repeated put with the same token changes nothing, with another value it is refused', async () => {
    const token = 'version-two-0000-0000-0000-000000000000';
    await put('two', token);
    await put('two', token);
    expect((await get('fixed', { VersionStage: 'AWSPREVIOUS' })).SecretString).toBe('one');
    await expect(put('other', token)).rejects.toMatchObject({ name: 'ResourceExistsException' });
  });

  test('what does not exist is refused as AWS refuses it', async () => {
    const lost = { name: 'ResourceNotFoundException' };
    await expect(get('nowhere')).rejects.toMatchObject(lost);
    await expect(get('empty')).rejects.toMatchObject(lost);
    await expect(get('fixed', { VersionStage: 'AWSPREVIOUS' })).rejects.toMatchObject({
      ...lost,
      message: expect.stringContaining('AWSPREVIOUS') as string,
    });
  });

  test('the permission names the full ARN, however the secret was named', async () => {
    await get('fixed');
    await get('nowhere').catch(() => undefined);
    const asked = served.requests.flatMap((request) => engine.permissionsOf(engine.operationOf(request), request));
    expect(asked).toEqual([
      { action: 'secretsmanager:GetSecretValue', resource: arnOf('fixed') },
      {
        action: 'secretsmanager:GetSecretValue',
        resource: 'arn:aws:secretsmanager:eu-central-1:000000000000:secret:nowhere',
      },
    ]);
  });
});

test('a generated value is made once, and a put value is current after a restart', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'secrets-'));
  const first = open(directory);
  const generated = first.read('link-key');
  await first.handle('PutSecretValue', {
    caller: { accessKeyId: 'owner' },
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: {},
    body: Buffer.from(JSON.stringify({ SecretId: 'fixed', SecretString: 'two' })),
  });
  expect(open(directory).read('link-key')).toBe(generated);
  expect(open(directory).read('fixed')).toBe('two');
  expect(open().read('link-key')).not.toBe(generated);
  rmSync(directory, { recursive: true });
});
