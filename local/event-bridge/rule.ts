import type { ResolvedResource } from '../template/resolved-resource';
import { compilePattern, type CompiledPattern } from './pattern';
import { parseSchedule, type Schedule } from './schedule';
import { parseTargetInput, type InputProperties, type TargetInput } from './target-input';

/** Where a rule sends what it matches, and how hard it tries. */
export interface RuleTarget {
  readonly arn: string;
  /** The role that delivers, for targets that need one (a state machine, another bus); else the target's own policy must let EventBridge in. */
  readonly roleArn: string | undefined;
  readonly input: TargetInput;
  readonly deadLetterArn: string | undefined;
  readonly maximumRetryAttempts: number;
  readonly maximumAgeMs: number;
}

/** An enabled rule or schedule of the template. */
export interface Rule {
  readonly arn: string;
  /** ARN or name of its bus. */
  readonly bus: string;
  readonly pattern: CompiledPattern | undefined;
  readonly schedule: Schedule | undefined;
  /** A rate counts from when its rule begins, and that instant counts too. */
  readonly firesAtStart: boolean;
  readonly targets: readonly RuleTarget[];
}

interface TargetProperties extends InputProperties {
  readonly Arn: string;
  readonly RoleArn?: string;
  readonly DeadLetterConfig?: { readonly Arn?: string };
  readonly RetryPolicy?: { readonly MaximumRetryAttempts?: number; readonly MaximumEventAgeInSeconds?: number };
}

const TARGET_FIELDS = [
  'Id',
  'Arn',
  'RoleArn',
  'Input',
  'InputPath',
  'InputTransformer',
  'DeadLetterConfig',
  'RetryPolicy',
];

/** Reads an `AWS::Events::Rule`; undefined when it is disabled. Throws, naming the rule, for what it cannot do as EventBridge does. */
export function parseRule({ logicalId, arn, properties }: ResolvedResource): Rule | undefined {
  const { EventPattern, ScheduleExpression, State, EventBusName = 'default', Targets = [] } = properties;
  const pattern = EventPattern === undefined ? undefined : compilePattern(EventPattern, logicalId);
  const schedule = typeof ScheduleExpression === 'string' ? parseSchedule(ScheduleExpression, logicalId) : undefined;
  if (!pattern && !schedule) throw new Error(`${logicalId} has neither EventPattern nor ScheduleExpression`);
  const targets = (Targets as TargetProperties[]).map((target) => parseTarget(target, logicalId));
  if (State === 'DISABLED') return undefined;
  const firesAtStart = String(ScheduleExpression).startsWith('rate(');
  return { arn, bus: String(EventBusName), pattern, schedule, firesAtStart, targets };
}

/** Reads an `AWS::Scheduler::Schedule` as a rule with a schedule and one target; undefined when it is disabled. Throws, naming it. */
export function parseScheduledTarget({ logicalId, arn, properties }: ResolvedResource): Rule | undefined {
  const { ScheduleExpression, ScheduleExpressionTimezone = 'UTC', State, FlexibleTimeWindow, Target } = properties;
  if ((FlexibleTimeWindow as { Mode?: string } | undefined)?.Mode !== 'OFF') {
    throw new Error(`${logicalId}: a schedule here needs FlexibleTimeWindow { Mode: OFF }`);
  }
  const unknown = ['StartDate', 'EndDate'].find((property) => properties[property] !== undefined);
  if (unknown) throw new Error(`${logicalId}: the local scheduler does not know ${unknown}`);
  const target = parseTarget(Target as TargetProperties, logicalId);
  if (target.arn.includes(':scheduler:::aws-sdk:')) throw new Error(`${logicalId}: no universal targets locally`);
  const schedule = parseSchedule(String(ScheduleExpression), logicalId, String(ScheduleExpressionTimezone));
  if (State === 'DISABLED') return undefined;
  return { arn, bus: 'default', pattern: undefined, schedule, firesAtStart: false, targets: [target] };
}

function parseTarget(target: TargetProperties, logicalId: string): RuleTarget {
  const unknown = Object.keys(target).find((field) => !TARGET_FIELDS.includes(field));
  if (unknown) throw new Error(`${logicalId}: the local EventBridge does not know ${unknown} of a target`);
  return {
    arn: target.Arn,
    roleArn: target.RoleArn,
    input: parseTargetInput(target, `${logicalId}, target ${target.Arn}`),
    deadLetterArn: target.DeadLetterConfig?.Arn,
    maximumRetryAttempts: target.RetryPolicy?.MaximumRetryAttempts ?? 185,
    maximumAgeMs: (target.RetryPolicy?.MaximumEventAgeInSeconds ?? 86_400) * 1000,
  };
}
