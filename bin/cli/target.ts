import { Refused } from './mistakes';
import type { Signer } from './signed-request';

/** The stack that a command acts on. */
export interface Target {
  /** What the first line says: `[local]`, `[prod acme-ops eu-central-1]`. */
  readonly name: string;
  /** The stack's outputs, by name. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Where its EventBridge answers, without a slash at the end. */
  readonly eventBridge: string;
  /** Where its SNS answers, without a slash at the end. */
  readonly sns: string;
  /** True for a stack on this machine, which nothing leaves. */
  readonly local?: boolean;
  /** Where its CloudWatch answers; the local stack has none. */
  readonly cloudWatch?: string;
  readonly signer: Signer;
}

/**
 * An output of the stack.
 * @throws Refused when the stack has none of this name: it is older than this command line.
 */
export function output(target: Target, name: string): string {
  const value = target.outputs[name];
  if (value === undefined)
    throw new Refused(`The stack ${target.name} has no output ${name}. Deploy it again from this clone.`);
  return value;
}
