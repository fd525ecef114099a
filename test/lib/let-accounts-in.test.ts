import { configuration } from '../../config';
import type { Configuration } from '../../domain/configuration';
import { TocsinStack } from '../../lib/tocsin-stack';
import type { Template } from '../../local/template/template';
import { ofType } from './fences/fence';
import { standInCode, testApp } from './fixtures/synthesized';

function statementsWith(own: Partial<Configuration>, account?: string): unknown[] {
  const app = testApp({ builtinCloudFormationValidation: false });
  const stack = new TocsinStack(app, 'Tocsin', {
    configuration: { ...configuration, ...own },
    code: standInCode,
    ...(account !== undefined && { env: { account, region: 'eu-central-1' } }),
  });
  const template = app.synth().getStackByName(stack.stackName).template as Template;
  return ofType(template, 'AWS::Events::EventBusPolicy').map(({ properties }) => properties['Statement']);
}

const accounts = {
  '111111111111': { name: 'shop', environment: 'production' },
  '222222222222': { name: 'data', environment: 'production' },
  '000000000000': { name: 'this-machine', environment: 'local' },
};
const putEvents = { Effect: 'Allow', Action: 'events:PutEvents', Resource: { 'Fn::GetAtt': ['AlertBus', 'Arn'] } };
const root = (id: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${id}:root`]] });

test('the accounts of the configuration may put events on the alert bus, and nobody else, and nothing else', () => {
  expect(statementsWith({ accounts })).toEqual([
    { ...putEvents, Principal: { AWS: [root('111111111111'), root('222222222222')] } },
  ]);
});

test('the own account needs no policy, and without other accounts there is none', () => {
  expect(statementsWith({ accounts }, '111111111111')).toEqual([
    { ...putEvents, Principal: { AWS: [root('222222222222')] } },
  ]);
  expect(statementsWith({ accounts: { '000000000000': accounts['000000000000'] } })).toEqual([]);
});

test('an organization lets in all its accounts, and only those', () => {
  expect(statementsWith({ accounts: {}, organizationId: 'o-abcdefghij' })).toEqual([
    {
      ...putEvents,
      Principal: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
    },
  ]);
});
