import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import cdk from '../cdk.json';
import { bundleHandlers } from '../lib/bundle';
import { ConfigurationError, loadConfiguration } from '../lib/load-configuration';
import { alertBusArnOf, TocsinForwarder } from '../lib/tocsin-forwarder';
import { TocsinStack } from '../lib/tocsin-stack';

/**
 * The CDK app. `-c config=<dir>` names a team's own configuration, `-c dist=<dir>` where the bundles go. With
 * `-c forwarder=<alert bus ARN>` it is the small stack for other accounts and regions instead.
 */
function main(): void {
  // Given here too, so that the template is the same when the app is run without the CDK's command line.
  const app = new App({ context: cdk.context });
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region, CDK_VALIDATION: validation } = process.env;
  const config = (app.node.tryGetContext('config') as string | undefined) ?? 'config';
  const out = app.node.tryGetContext('dist') as string | undefined;
  const forwarder = app.node.tryGetContext('forwarder') as string | undefined;
  const configuration = loadConfiguration(config, account);
  if (forwarder !== undefined) {
    new TocsinForwarder(app, 'TocsinForwarder', { configuration, alertBusArn: alertBusArnOf(forwarder) });
  } else {
    const code = bundleHandlers({ config, out });
    new TocsinStack(app, 'Tocsin', { configuration, code, env: { account, region }, terminationProtection: true });
  }
  if (validation !== 'false') Validations.of(app).addPlugins(new AwsSolutionsChecks());
  app.synth();
}

try {
  main();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
