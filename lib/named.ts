import { CfnElement } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * Gives a construct's own resource a logical id that people can read. For stateful resources it is also a promise: a
 * changed logical id means a replacement, and with it the loss of what the old one held.
 */
export function named<T extends Construct>(construct: T, logicalId: string): T {
  const resource = construct.node.defaultChild;
  if (!CfnElement.isCfnElement(resource))
    throw new Error(`${construct.node.path} has no resource of its own to name ${logicalId}`);
  resource.overrideLogicalId(logicalId);
  return construct;
}
