import { RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, ArnPrincipal, Effect, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { named } from './named';

/** The public files. Private, and read by the distribution alone; every version ever shown is kept as evidence. */
export class PageBucket extends Bucket {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    named(this, id);
    this.refuseBlindWrites();
    acknowledge(this, {
      'AwsSolutions-S1': 'What it holds is public, only CloudFront reads it, and its versions say who wrote what.',
    });
  }

  /** An older page must never replace a newer one: each write says which version of the file it replaces. */
  private refuseBlindWrites(): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NoBlindWrites',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [this.arnForObjects('*')],
        conditions: { Null: { 's3:if-match': 'true', 's3:if-none-match': 'true' } },
      }),
    );
  }

  /** Whatever a role may be given later: what was shown stays. */
  refuseDeletionBy(roles: readonly IRole[]): void {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NoDeletion',
        effect: Effect.DENY,
        principals: roles.map((role) => new ArnPrincipal(role.roleArn)),
        actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
        resources: [this.arnForObjects('*')],
      }),
    );
  }
}
