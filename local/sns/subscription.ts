import { compilePattern, matchesCompiled, type CompiledPattern } from '../event-bridge/pattern';
import type { ResolvedResource } from '../template/resolved-resource';
import type { SnsMessage } from './sns-message';

/** Who gets a topic's messages. */
export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: Protocol;
  readonly endpoint: string;
  /** The message as it is, without the JSON envelope: queues only. */
  readonly raw: boolean;
  readonly filter: CompiledPattern | undefined;
}

const PROTOCOLS = ['email', 'email-json', 'sms', 'https', 'sqs', 'lambda'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

interface SubscriptionProperties {
  readonly TopicArn?: string;
  readonly Protocol?: Protocol;
  readonly Endpoint?: string;
  readonly RawMessageDelivery?: boolean | string;
  readonly FilterPolicy?: unknown;
  readonly FilterPolicyScope?: string;
}

/**
 * The subscriptions of the template, those written inside a topic too.
 * @throws Error that names the subscription, for a protocol or filter that the local stack does not know
 */
export function subscriptionsOf(resources: readonly ResolvedResource[]): Subscription[] {
  return resources.flatMap(({ type, logicalId, arn, properties }) => {
    if (type === 'AWS::SNS::Subscription') return [parse(logicalId, properties)];
    if (type !== 'AWS::SNS::Topic') return [];
    const inside = (properties.Subscription ?? []) as SubscriptionProperties[];
    return inside.map((one, index) => parse(`${logicalId}-${index}`, { ...one, TopicArn: arn }));
  });
}

function parse(logicalId: string, properties: SubscriptionProperties): Subscription {
  const { TopicArn = '', Protocol: protocol, Endpoint = '', FilterPolicy, FilterPolicyScope } = properties;
  if (!protocol || !PROTOCOLS.includes(protocol))
    throw new Error(`${logicalId}: the local stack has no SNS protocol ${String(protocol)}`);
  if (FilterPolicyScope === 'MessageBody')
    throw new Error(`${logicalId}: the local stack filters on message attributes only`);
  return {
    arn: `${TopicArn}:${logicalId}`,
    topicArn: TopicArn,
    protocol,
    endpoint: Endpoint,
    raw: String(properties.RawMessageDelivery) === 'true',
    filter: FilterPolicy ? compilePattern(FilterPolicy, logicalId) : undefined,
  };
}

/** Whether this subscription's filter lets the message through. An array attribute matches by any of its values. */
export function wants({ filter }: Subscription, message: SnsMessage): boolean {
  if (!filter) return true;
  const values = Object.entries(message.attributes).map(([name, { type, value }]) => {
    if (type.startsWith('String.Array')) return [name, JSON.parse(value) as unknown];
    return [name, type.startsWith('Number') ? Number(value) : value];
  });
  return matchesCompiled(filter, Object.fromEntries(values));
}
