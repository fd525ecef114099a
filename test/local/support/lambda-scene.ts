import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Assets } from '../../../local/lambda/assets';
import { LambdaEngine } from '../../../local/lambda/lambda-engine';
import { SqsEngine } from '../../../local/sqs/sqs-engine';
import type { TemplateResource } from '../../../local/template/template';
import { gatewayScene, type GatewayScene } from './gateway-scene';

/** An inline function of the template. */
export function inlineFunction(code: string, properties: Record<string, unknown> = {}): TemplateResource {
  const Role = 'arn:aws:iam::000000000000:role/Role';
  return {
    Type: 'AWS::Lambda::Function',
    Properties: { Handler: 'index.handler', Role, Code: { ZipFile: code }, ...properties },
  };
}

export interface LambdaScene extends GatewayScene {
  readonly sqs: SqsEngine;
  readonly lambda: LambdaEngine;
  /** What the functions and Lambda itself sent to failure destinations. */
  readonly destinations: { readonly arn: string; readonly body: unknown }[];
  /** The same engines again, on the same directory, as after a crash. */
  readonly again: () => LambdaEngine;
}

/** SQS and Lambda behind a gateway; with `directory` their state is on disk. */
export async function lambdaScene(
  resources: Record<string, TemplateResource>,
  directory?: string,
): Promise<LambdaScene> {
  const assembly = mkdtempSync(join(tmpdir(), 'assembly-'));
  writeFileSync(join(assembly, 'Test.assets.json'), JSON.stringify({ files: {} }));
  const destinations: { arn: string; body: unknown }[] = [];
  let sqs!: SqsEngine;
  let again!: () => LambdaEngine;
  const scene = await gatewayScene(resources, (template, clock, endpoint, faults) => {
    sqs = new SqsEngine({ clock, directory, queues: template.ofType('AWS::SQS::Queue') });
    again = () =>
      new LambdaEngine({
        clock,
        directory,
        template,
        assets: new Assets(assembly, 'Test.assets.json'),
        endpoint,
        sqs,
        faults,
        mayCall: () => true,
        toDestination: (_from, arn, body) => void destinations.push({ arn, body: JSON.parse(body) as unknown }),
      });
    return [sqs, again()];
  });
  const lambda = scene.engines.find((engine) => engine instanceof LambdaEngine)!;
  lambda.start();
  return {
    ...scene,
    sqs,
    lambda,
    destinations,
    again,
    stop: () => {
      scene.stop();
      rmSync(assembly, { recursive: true });
    },
  };
}
