import type { ResolvedResource } from '../template/resolved-resource';
import { checkDefinition } from './check-definition';
import type { Definition } from './definition';

/** A state machine of the template, checked and ready to run. */
export interface Machine {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  readonly definition: Definition;
}

/** Reads an `AWS::StepFunctions::StateMachine`. Throws, naming the machine, for what the local stack would not run as Step Functions does. */
export function parseMachine({ logicalId, arn, properties }: ResolvedResource): Machine {
  const { DefinitionString, DefinitionSubstitutions = {}, StateMachineType = 'STANDARD', RoleArn } = properties;
  if (StateMachineType !== 'STANDARD') throw new Error(`${logicalId}: only STANDARD machines run locally`);
  if (Object.keys(DefinitionSubstitutions as object).length > 0) {
    throw new Error(
      `${logicalId}: DefinitionSubstitutions are not known locally; write the values into the definition`,
    );
  }
  if (typeof DefinitionString !== 'string') throw new Error(`${logicalId} needs a DefinitionString`);
  const definition = JSON.parse(DefinitionString) as Definition;
  checkDefinition(definition, logicalId);
  return { arn, name: arn.split(':').pop()!, roleArn: String(RoleArn), definition };
}
