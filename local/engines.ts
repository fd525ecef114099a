import { join } from 'node:path';
import type { Clock } from './clock';
import { DynamoDbEngine } from './dynamodb/dynamodb-engine';
import type { Engine } from './engine';
import { EventBridgeEngine } from './event-bridge/event-bridge-engine';
import type { FaultSwitch } from './faults/fault-switch';
import { Assets } from './lambda/assets';
import { LambdaEngine } from './lambda/lambda-engine';
import { MachineCalls } from './machine-calls';
import type { Permissions } from './permissions';
import { S3Engine } from './s3/s3-engine';
import { SecretsManagerEngine } from './secrets-manager/secrets-manager-engine';
import { SmsVoiceEngine } from './sms-voice/sms-voice-engine';
import { SnsEngine } from './sns/sns-engine';
import { SqsEngine } from './sqs/sqs-engine';
import { statusChangeEvent } from './step-functions/status-change';
import { StepFunctionsEngine } from './step-functions/step-functions-engine';
import { TargetDelivery } from './target-delivery';
import type { AssemblyStack } from './template/assembly';
import type { ResolvedTemplate } from './template/resolve';
import type { ResolvedResource } from './template/resolved-resource';

/** Every engine of the stack, by its name. */
export interface Engines {
  readonly dynamodb: DynamoDbEngine;
  readonly eventBridge: EventBridgeEngine;
  readonly lambda: LambdaEngine;
  readonly s3: S3Engine;
  readonly secretsManager: SecretsManagerEngine;
  readonly smsVoice: SmsVoiceEngine;
  readonly sns: SnsEngine;
  readonly sqs: SqsEngine;
  readonly stepFunctions: StepFunctionsEngine;
}

export interface EngineOptions {
  readonly assembly: AssemblyStack;
  readonly template: ResolvedTemplate;
  readonly clock: Clock;
  readonly directory?: string;
  /** Base URL of the AWS port. */
  readonly endpoint: string;
  readonly permissions: Permissions;
  readonly faults: FaultSwitch;
}

/** Builds the engines and ties each to the others that it delivers to. Nothing runs before `startEngines`. */
export function buildEngines({
  assembly,
  template,
  clock,
  directory,
  endpoint,
  permissions,
  faults,
}: EngineOptions): Engines {
  const { resources } = template;
  const state = { clock, directory };
  // Services deliver to one another in a circle, so each finds the others through this, once all are there.
  const all = (): Engines => engines;
  const delivery = new TargetDelivery(permissions, faults, all);
  const calls = new MachineCalls(permissions, faults, all);
  const sqs = new SqsEngine({ ...state, queues: template.ofType('AWS::SQS::Queue') });
  const engines: Engines = {
    sqs,
    dynamodb: new DynamoDbEngine({
      clock,
      ...(directory !== undefined && { directory: join(directory, 'dynamodb') }),
      tables: template.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map(byName),
      onChange: (record) => all().lambda.onTableChange(record),
    }),
    eventBridge: new EventBridgeEngine({
      ...state,
      resources,
      deliver: (target) => delivery.fromRule(target),
      deadLetter: (...message) => delivery.deadLetter(...message),
    }),
    lambda: new LambdaEngine({
      ...state,
      template,
      assets: new Assets(assembly.directory, assembly.assetManifest),
      endpoint,
      sqs,
      faults,
      mayCall: (caller, permission) => permissions.refusalOf(caller, permission) === undefined,
      toDestination: (...message) => delivery.fromFunction(...message),
    }),
    s3: new S3Engine({
      ...state,
      buckets: template.ofType('AWS::S3::Bucket').map(byName),
      mayList: (caller, resource) => permissions.mayQuietly(caller, { action: 's3:ListBucket', resource }),
    }),
    secretsManager: new SecretsManagerEngine({
      ...state,
      secrets: template.ofType('AWS::SecretsManager::Secret').map(byName),
    }),
    smsVoice: new SmsVoiceEngine(clock, () => all().sns.outbox),
    sns: new SnsEngine({
      ...state,
      resources,
      toQueue: (...message) => delivery.fromTopic(...message),
      toFunction: (...message) => delivery.fromTopic(...message),
    }),
    stepFunctions: new StepFunctionsEngine({
      ...state,
      resources,
      invoke: (...call) => calls.invoke(...call),
      onStatusChange: (execution) => all().eventBridge.put(statusChangeEvent(execution)),
    }),
  };
  return engines;
}

/** The engines behind the AWS port. */
export function listed({
  dynamodb,
  eventBridge,
  lambda,
  s3,
  secretsManager,
  smsVoice,
  sns,
  sqs,
  stepFunctions,
}: Engines): readonly Engine[] {
  return [dynamodb, eventBridge, lambda, s3, secretsManager, smsVoice, sns, sqs, stepFunctions];
}

const SWEEP_EVERY = 6 * 3_600_000;

/** Opens the tables and lets everything begin; what an earlier process left undone is taken up. */
export async function startEngines(engines: Engines, clock: Clock): Promise<void> {
  await engines.dynamodb.open();
  engines.lambda.start();
  engines.eventBridge.start();
  engines.stepFunctions.resume();
  const sweep = async (): Promise<void> => {
    await engines.dynamodb.sweep();
    clock.at(clock.now() + SWEEP_EVERY, sweep);
  };
  clock.at(clock.now() + SWEEP_EVERY, sweep);
}

/** A resource by its physical name, which is the end of its ARN; AWS adds a hyphen and six characters to a secret's. */
function byName({ type, arn, properties }: ResolvedResource): {
  name: string;
  arn: string;
  properties: Record<string, unknown>;
} {
  const end = arn.split(/[:/]/).at(-1)!;
  return { name: type === 'AWS::SecretsManager::Secret' ? end.slice(0, -7) : end, arn, properties };
}
