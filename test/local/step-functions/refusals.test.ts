import { StepFunctionsEngine } from '../../../local/step-functions/step-functions-engine';
import { definition, FUNCTION, LAMBDA_INVOKE, machine, scene } from './machine-scene';

const task = { Type: 'Task', Resource: FUNCTION, End: true };

describe('a definition that would not run as on AWS is refused when it is loaded, by state and field', () => {
  test.each<[object, string]>([
    [
      definition('JSONata', { A: { Type: 'Parallel', Branches: [] } }),
      'state A: the local Step Functions does not know a Parallel',
    ],
    [definition('JSONata', { A: { Type: 'Map' } }), 'does not know a Map'],
    [
      definition('JSONata', { A: { ...task, HeartbeatSeconds: 5 } }),
      'state A: the local Step Functions does not know the field HeartbeatSeconds',
    ],
    [definition('JSONata', { A: { ...task, ResultPath: '$.x' } }), 'the field ResultPath'],
    [definition('JSONPath', { A: { ...task, Arguments: {} } }), 'the field Arguments'],
    [
      definition('JSONata', { A: { ...task, Resource: `${LAMBDA_INVOKE}.waitForTaskToken` } }),
      'cannot carry out arn:aws:states:::lambda:invoke.waitForTaskToken',
    ],
    [
      definition('JSONata', { A: { ...task, Resource: 'arn:aws:states:::sns:publish' } }),
      'cannot carry out arn:aws:states:::sns:publish',
    ],
    [
      definition('JSONata', { A: { ...task, Resource: LAMBDA_INVOKE, Arguments: { Qualifier: '1' } } }),
      'the field Qualifier',
    ],
    [
      definition('JSONata', { A: { Type: 'Pass', Output: '{% 1 + %}', End: true } }),
      'state A.Output: {% 1 + %} is not JSONata',
    ],
    [definition('JSONata', { A: { Type: 'Pass', Next: 'B' } }), 'there is no state B'],
    [definition('JSONata', { A: { Type: 'Pass' } }), 'either Next or End'],
    [definition('JSONata', { A: { Type: 'Wait', End: true } }), 'how long it waits'],
    [definition('JSONata', { A: { ...task, Retry: [{ ErrorEquals: ['x'], Delay: 1 }] } }), 'the field Delay'],
    [
      definition('JSONata', { A: { ...task, Catch: [{ ErrorEquals: ['x'], Next: 'B' }] } }),
      'Catch.Next: there is no state B',
    ],
    [
      definition('JSONPath', { A: { Type: 'Choice', Choices: [{ Variable: '$.x', Like: 1, Next: 'A' }] } }),
      'operator Like',
    ],
    [
      definition('JSONPath', { A: { Type: 'Choice', Choices: [{ Variable: '$..x', IsNull: true, Next: 'A' }] } }),
      'the path $..x',
    ],
    [definition('JSONPath', { A: { Type: 'Pass', Parameters: { 'x.$': 'States.UUID()' }, End: true } }), 'States.UUID'],
    [
      definition('JSONPath', { A: { Type: 'Pass', Parameters: { 'x.$': '$.a[?(@.b)]' }, End: true } }),
      'Parameters.x.$',
    ],
    [{ StartAt: 'B', States: { A: task } }, 'StartAt: there is no state B'],
    [{ StartAt: 'A', States: { A: task }, ProcessorConfig: {} }, 'the field ProcessorConfig'],
  ])('%j', (refused, named) => {
    expect(() => scene(refused)).toThrow(named);
    expect(() => scene(refused)).toThrow('Escalation');
  });

  test('an Express machine and open substitutions, too', () => {
    const good = machine(definition('JSONata', { A: task }));
    const options = { clock: scene(definition('JSONata', { A: task })).clock, invoke: async () => null };
    const with_ = (more: object) => ({
      ...options,
      resources: [{ ...good, properties: { ...good.properties, ...more } }],
    });
    expect(() => new StepFunctionsEngine(with_({ StateMachineType: 'EXPRESS' }))).toThrow('only STANDARD');
    expect(() => new StepFunctionsEngine(with_({ DefinitionSubstitutions: { x: 'y' } }))).toThrow(
      'DefinitionSubstitutions',
    );
  });
});
