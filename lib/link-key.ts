import { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { named } from './named';

/** The key that signs responders' links: `{ current, previous }`, made at deployment, known to two functions and nobody else. */
export class LinkKey extends Secret {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      description: "Signs the links in Tocsin's pages",
      generateSecretString: {
        secretStringTemplate: '{"previous":""}',
        generateStringKey: 'current',
        passwordLength: 64,
        excludePunctuation: true,
      },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    named(this, id);
    acknowledge(this, {
      'AwsSolutions-SMG4':
        'The key is changed by hand (docs/runbook.md): a rotation at night must not be able to break the links in pages.',
    });
  }
}
