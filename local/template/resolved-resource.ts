/** One resource of the synthesized template with every intrinsic function replaced by its value. */
export interface ResolvedResource {
  readonly logicalId: string;
  /** E.g. `AWS::SQS::Queue`. */
  readonly type: string;
  /** What `Ref` of it answers: a name, a URL or an ARN, as CloudFormation documents for its type. */
  readonly ref: string;
  /** Its ARN, or an empty string for a type that has none. */
  readonly arn: string;
  readonly properties: Record<string, unknown>;
}
