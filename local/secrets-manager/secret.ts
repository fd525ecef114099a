import { SecretsManagerError } from './secrets-manager-error';

/** One value that a secret has or had. */
export interface SecretVersion {
  readonly versionId: string;
  readonly value: SecretValue;
  /** Epoch milliseconds by the stack's clock. */
  readonly createdAt: number;
}

/** A value: either text or bytes. */
export interface SecretValue {
  readonly SecretString?: string;
  /** Base64. */
  readonly SecretBinary?: string;
}

/** A secret and its staging labels: each label is on one version at a time. */
export class Secret {
  private readonly versions = new Map<string, SecretVersion>();
  private readonly stages = new Map<string, string>();

  constructor(
    readonly name: string,
    readonly arn: string,
  ) {}

  get isEmpty(): boolean {
    return this.versions.size === 0;
  }

  /** Adds a version under these labels; AWSCURRENT leaves AWSPREVIOUS with the version it moves from. */
  put(version: SecretVersion, labels: readonly string[]): void {
    this.versions.set(version.versionId, version);
    const current = this.stages.get('AWSCURRENT');
    for (const label of labels) this.stages.set(label, version.versionId);
    const moved = labels.includes('AWSCURRENT') && current !== undefined && current !== version.versionId;
    if (moved) this.stages.set('AWSPREVIOUS', current);
  }

  version(id: string): SecretVersion | undefined {
    return this.versions.get(id);
  }

  /** The version with this id, or under this label. Throws ResourceNotFoundException. */
  find(id: string | undefined, label: string | undefined): SecretVersion {
    const stage = label ?? 'AWSCURRENT';
    const found = this.versions.get(id ?? this.stages.get(stage) ?? '');
    const fits = id === undefined || label === undefined || this.stages.get(label) === id;
    if (found && fits) return found;
    const sought = id === undefined ? `staging label: ${stage}` : `VersionId: ${id}`;
    throw new SecretsManagerError(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${sought}`,
    );
  }

  stagesOf(versionId: string): string[] {
    return [...this.stages].filter(([, id]) => id === versionId).map(([label]) => label);
  }

  /** `VersionIdsToStages` of DescribeSecret: versions without a label are deprecated and not shown. */
  versionIdsToStages(): Record<string, string[]> {
    const labelled = [...this.versions.keys()].map((id) => [id, this.stagesOf(id)] as const);
    return Object.fromEntries(labelled.filter(([, labels]) => labels.length > 0));
  }
}
