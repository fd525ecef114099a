import { Validations } from 'aws-cdk-lib';
import { synthesizeChecked } from './fixtures/synthesized';

const validationsOf = Validations.of.bind(Validations);

/** Writes down what the stack acknowledges, instead of acknowledging it. */
function notAcknowledging(): { path: string; id: string }[] {
  const written: { path: string; id: string }[] = [];
  jest.spyOn(Validations, 'of').mockImplementation((scope) => {
    const validations = validationsOf(scope);
    validations.acknowledge = (...acknowledged) =>
      void written.push(...acknowledged.map(({ id }) => ({ path: scope.node.path, id })));
    return validations;
  });
  return written;
}

/** What the validation says: a paragraph for each finding and construct. */
function findings(): string[] {
  try {
    synthesizeChecked();
  } catch (error) {
    return (error as Error).message.split('\n\n');
  }
  return [];
}

it('each acknowledged finding would be found without its acknowledgement, so none outlives its cause', () => {
  const acknowledged = notAcknowledging();
  const found = findings();
  expect(acknowledged.length).toBeGreaterThan(10);
  const idle = acknowledged.filter(
    ({ path, id }) => !found.some((finding) => finding.includes(`${id}'`) && finding.includes(path)),
  );
  expect(idle).toEqual([]);
});
