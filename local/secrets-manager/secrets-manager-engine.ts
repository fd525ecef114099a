import { randomUUID } from 'node:crypto';
import { type Clock } from '../clock';
import { type ApiRequest, type ApiResponse, type Engine, type Permission } from '../engine';
import { openJournal, type Journal } from '../journal';
import { generateSecretString, type GenerateSecretString } from './generated-secret';
import { localSecretOf } from './local-secret';
import { Secret, type SecretValue, type SecretVersion } from './secret';
import { SecretsManagerError } from './secrets-manager-error';

/** An `AWS::SecretsManager::Secret` of the template, its intrinsics replaced. */
export interface ResolvedSecret {
  readonly name: string;
  readonly arn: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What the engine stands on. */
export interface SecretsManagerOptions {
  readonly clock: Clock;
  /** Where the values are kept, in plain text; without it, in memory. */
  readonly directory?: string;
  readonly secrets: readonly ResolvedSecret[];
}

interface PutRecord {
  readonly name: string;
  readonly version: SecretVersion;
  readonly labels: readonly string[];
}

interface Input extends SecretValue {
  readonly SecretId?: string;
  readonly VersionId?: string;
  readonly VersionStage?: string;
  readonly VersionStages?: readonly string[];
  readonly ClientRequestToken?: string;
}

/** Secrets Manager: the template's secrets, each with a first value made once and kept. */
export class SecretsManagerEngine implements Engine {
  readonly service = 'secretsmanager';
  private readonly secrets: ReadonlyMap<string, Secret>;
  private readonly journal: Journal<PutRecord>;

  constructor(private readonly options: SecretsManagerOptions) {
    this.secrets = new Map(options.secrets.map(({ name, arn }) => [name, new Secret(name, arn)]));
    this.journal = openJournal(options.directory, 'secrets');
    for (const { name, version, labels } of this.journal.replay()) this.secrets.get(name)?.put(version, labels);
    for (const resolved of options.secrets) this.giveFirstValue(resolved);
  }

  /** The current value, in-process; undefined when there is no such secret or it has no value. */
  read(name: string): string | undefined {
    const secret = this.secrets.get(name);
    return secret && !secret.isEmpty ? secret.find(undefined, 'AWSCURRENT').value.SecretString : undefined;
  }

  operationOf(request: ApiRequest): string {
    return request.headers['x-amz-target']?.split('.')[1] ?? '';
  }

  permissionsOf(operation: string, request: ApiRequest): readonly Permission[] {
    const { SecretId = '' } = inputOf(request);
    const resource = this.find(SecretId)?.arn ?? unknownArn(SecretId);
    return [{ action: `secretsmanager:${operation}`, resource }];
  }

  async handle(operation: string, request: ApiRequest): Promise<ApiResponse> {
    try {
      return answer(200, this.carryOut(operation, inputOf(request)));
    } catch (error) {
      if (error instanceof SecretsManagerError) return this.failure(400, error.name, error.message);
      throw error;
    }
  }

  failure(status: number, code: string, message: string): ApiResponse {
    return answer(status, { __type: code, Message: message, message });
  }

  private carryOut(operation: string, input: Input): object {
    switch (operation) {
      case 'GetSecretValue':
        return this.get(input);
      case 'DescribeSecret':
        return this.describe(input);
      case 'PutSecretValue':
        return this.put(input);
      default:
        throw new SecretsManagerError(
          'UnknownOperationException',
          `The local Secrets Manager does not know the operation ${operation}`,
        );
    }
  }

  private get({ SecretId, VersionId, VersionStage }: Input): object {
    const secret = this.secret(SecretId);
    const { versionId, value, createdAt } = secret.find(VersionId, VersionStage);
    return { ...named(secret, versionId), ...value, CreatedDate: createdAt / 1000 };
  }

  private describe({ SecretId }: Input): object {
    const secret = this.secret(SecretId);
    return { ARN: secret.arn, Name: secret.name, VersionIdsToStages: secret.versionIdsToStages() };
  }

  private put({ SecretId, ClientRequestToken, VersionStages, SecretString, SecretBinary }: Input): object {
    const secret = this.secret(SecretId);
    if ((SecretString === undefined) === (SecretBinary === undefined)) {
      throw new SecretsManagerError('InvalidRequestException', 'You must provide either SecretString or SecretBinary.');
    }
    const versionId = ClientRequestToken ?? randomUUID();
    const value = SecretString === undefined ? { SecretBinary } : { SecretString };
    const before = secret.version(versionId);
    if (before && JSON.stringify(before.value) !== JSON.stringify(value)) {
      throw new SecretsManagerError(
        'ResourceExistsException',
        `A resource with the ID you requested already exists: ${versionId}`,
      );
    }
    if (!before) this.add(secret, versionId, value, VersionStages ?? ['AWSCURRENT']);
    return named(secret, versionId);
  }

  private giveFirstValue({ name, properties }: ResolvedSecret): void {
    const secret = this.secret(name);
    const { SecretString, GenerateSecretString } = properties as {
      SecretString?: string;
      GenerateSecretString?: GenerateSecretString;
    };
    const value =
      localSecretOf(properties) ?? SecretString ?? (GenerateSecretString && generateSecretString(GenerateSecretString));
    if (secret.isEmpty && value !== undefined) this.add(secret, randomUUID(), { SecretString: value }, ['AWSCURRENT']);
  }

  private add(secret: Secret, versionId: string, value: SecretValue, labels: readonly string[]): void {
    const version = { versionId, value, createdAt: this.options.clock.now() };
    this.journal.append({ name: secret.name, version, labels });
    secret.put(version, labels);
  }

  private secret(id: string | undefined): Secret {
    const secret = this.find(id ?? '');
    if (secret) return secret;
    throw new SecretsManagerError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  }

  /** By name, by ARN, or by an ARN without the six random characters at its end. */
  private find(id: string): Secret | undefined {
    const fits = ({ arn }: Secret) => arn === id || arn.replace(/-[^-]{6}$/, '') === id;
    return this.secrets.get(id) ?? [...this.secrets.values()].find(fits);
  }
}

function named(secret: Secret, versionId: string) {
  return { ARN: secret.arn, Name: secret.name, VersionId: versionId, VersionStages: secret.stagesOf(versionId) };
}

function inputOf(request: ApiRequest): Input {
  return JSON.parse(request.body.toString()) as Input;
}

function unknownArn(id: string): string {
  return id.startsWith('arn:') ? id : `arn:aws:secretsmanager:eu-central-1:000000000000:secret:${id}`;
}

function answer(status: number, body: object): ApiResponse {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(body) };
}
