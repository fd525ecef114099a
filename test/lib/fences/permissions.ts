import type { Template } from '../../../local/template/template';
import { at, list, ofType, propertiesOf, references, type Fence } from './fence';
import { identityPolicies, statementsOf, type Statement } from './statements';

/** What AWS grants on all resources alone, and to whom it is granted. */
const onEverything: readonly { readonly holders: readonly string[]; readonly actions: RegExp }[] = [
  // Step Functions delivers its log.
  { holders: ['EscalationClockRole', 'UpdateClockRole'], actions: /^logs:\w+$/ },
  // SNS says what an account may send.
  {
    holders: ['OperatorPolicy'],
    actions: /^sns:(GetSMSSandboxAccountStatus|GetSMSAttributes|ListOriginationNumbers)$/,
  },
];

/** In a function's environment to be shown to people, not to be called. */
const shownOnly = ['PageDistribution', 'ResponderHttpApi'];

const functions = (template: Template) => ofType(template, 'AWS::Lambda::Function');
const allowed = (template: Template) =>
  identityPolicies(template).flatMap(({ holder, statements }) =>
    statements.filter(({ Effect }) => Effect === 'Allow').map((statement) => ({ holder, statement })),
  );

function roleOf(template: Template, id: string): string {
  return references(propertiesOf(template, id)['Role'])[0]!;
}

/** What a function's role may use, apart from what Lambda itself does for it: its log, its source, its failures. */
function used(template: Template, id: string): string[] {
  const settings = ofType(template, 'AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => references(properties['FunctionName']).includes(id))
    .map(({ properties }) => [properties['EventSourceArn'], properties['DestinationConfig']]);
  const forLambda = [...references(settings), ...references(propertiesOf(template, id)['LoggingConfig'])];
  const named = references(propertiesOf(template, id)['Environment']);
  const granted = references(statementsOf(template, roleOf(template, id)).map(({ Resource }) => Resource));
  return [...new Set(granted)].filter((resource) => named.includes(resource) || !forLambda.includes(resource));
}

/** Each role may do exactly what its function is for. */
export const permissionFences: Fence[] = [
  {
    name: 'no permission has a wildcard action',
    subjects: allowed,
    violations: (template) =>
      allowed(template)
        .filter(({ statement }) => list<string>(statement.Action).some((action) => action.includes('*')))
        .map(({ holder }) => holder),
    sabotage: (template) => add(template, { Effect: 'Allow', Action: 'sns:*', Resource: { Ref: 'PagesAlex' } }),
  },
  {
    name: 'a permission on every resource is one that AWS grants no other way',
    subjects: allowed,
    violations: (template) =>
      allowed(template)
        .filter(({ statement }) => list(statement.Resource).includes('*'))
        .filter(
          ({ holder, statement }) =>
            !onEverything.some(
              ({ holders, actions }) =>
                holders.includes(holder) && list<string>(statement.Action).every((action) => actions.test(action)),
            ),
        )
        .map(({ holder }) => holder),
    sabotage: (template) => add(template, { Effect: 'Allow', Action: 'dynamodb:ListStreams', Resource: '*' }),
  },
  {
    name: 'what a function is told of in its environment it may use, and nothing else',
    subjects: (template) => functions(template).flatMap(({ id }) => used(template, id)),
    violations: (template) =>
      functions(template).flatMap(({ id, properties }) => {
        const named = references(properties['Environment']).filter((resource) => !shownOnly.includes(resource));
        const granted = used(template, id);
        return [
          ...named.filter((resource) => !granted.includes(resource)).map((resource) => `${id} may not use ${resource}`),
          ...granted
            .filter((resource) => !named.includes(resource))
            .map((resource) => `${id} is not told of ${resource}`),
        ];
      }),
    sabotage: (template) =>
      add(template, { Effect: 'Allow', Action: 'sns:Publish', Resource: { Ref: 'OperatorsTopic' } }),
  },
  {
    name: 'every function has a role of its own, without managed policies',
    subjects: functions,
    violations: (template) => {
      const roles = functions(template).map(({ id }) => roleOf(template, id));
      const shared = roles.filter((role, index) => roles.indexOf(role) !== index);
      const managed = roles.filter((role) => propertiesOf(template, role)['ManagedPolicyArns'] !== undefined);
      return [...shared, ...managed];
    },
    sabotage: (template) =>
      (propertiesOf(template, 'StartClocks')['Role'] = propertiesOf(template, 'RelayEvents')['Role']),
  },
  {
    name: 'no role may delete an incident or a published file',
    subjects: allowed,
    violations: (template) =>
      allowed(template)
        .filter(({ statement }) =>
          list<string>(statement.Action).some((action) => /^(dynamodb|s3):Delete/.test(action)),
        )
        .map(({ holder }) => holder),
    sabotage: (template) =>
      add(template, {
        Effect: 'Allow',
        Action: 'dynamodb:DeleteItem',
        Resource: { 'Fn::GetAtt': ['IncidentTable', 'Arn'] },
      }),
  },
  {
    name: 'the bucket refuses deletion by every function, and writes that do not say what they replace',
    subjects: (template) => bucketStatements(template),
    violations: (template) => {
      const denied = bucketStatements(template).filter(({ Effect }) => Effect === 'Deny');
      const against = (action: string) => denied.filter(({ Action }) => list(Action).includes(action));
      const roles = references(against('s3:DeleteObject').map(({ Principal }) => Principal));
      const blind = against('s3:PutObject').some(
        ({ Condition }) =>
          at(Condition, 'Null.s3:if-match') === 'true' && at(Condition, 'Null.s3:if-none-match') === 'true',
      );
      const missing = functions(template).filter(({ id }) => !roles.includes(roleOf(template, id)));
      return [...missing.map(({ id }) => id), ...(blind ? [] : ['blind writes'])];
    },
    sabotage: (template) => {
      for (const { properties } of ofType(template, 'AWS::S3::BucketPolicy')) properties['PolicyDocument'] = {};
    },
  },
];

function bucketStatements(template: Template): Statement[] {
  return ofType(template, 'AWS::S3::BucketPolicy').flatMap(({ properties }) =>
    list<Statement>(at(properties, 'PolicyDocument.Statement')),
  );
}

/** Gives the role of `ingest-alert` one permission more. */
function add(template: Template, statement: Statement): void {
  const policy = ofType(template, 'AWS::IAM::Policy').find(({ properties }) =>
    references(properties['Roles']).includes('IngestAlertRole'),
  )!;
  list<Statement>(at(policy.properties, 'PolicyDocument.Statement')).push(statement);
}
