import { Iam } from '../../../local/iam/iam';
import type { ResolvedResource } from '../../../local/template/resolved-resource';

const ACCOUNT = '000000000000';
const QUEUE = `arn:aws:sqs:eu-central-1:${ACCOUNT}:alerts`;
const QUEUE_URL = `http://127.0.0.1:8083/${ACCOUNT}/alerts`;
const FUNCTION = `arn:aws:lambda:eu-central-1:${ACCOUNT}:function:ingest`;
const RULE = `arn:aws:events:eu-central-1:${ACCOUNT}:rule/alerts`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/IngestRole`;
const ingest = { accessKeyId: 'Ingest', roleArn: ROLE };
const owner = { accessKeyId: 'AKIAOWNER' };

function resource(type: string, logicalId: string, properties: object, ref = logicalId, arn = ''): ResolvedResource {
  return { type, logicalId, ref, arn, properties: { ...properties } };
}

function statement(effect: string, action: string, on: string, rest: object = {}): object {
  return { Statement: [{ Effect: effect, Action: action, Resource: on, ...rest }] };
}

const queue = resource('AWS::SQS::Queue', 'Alerts', {}, QUEUE_URL, QUEUE);
const bucket = resource('AWS::S3::Bucket', 'Page', {}, 'page', 'arn:aws:s3:::page');
const ingestFunction = resource('AWS::Lambda::Function', 'Ingest', {}, 'ingest', FUNCTION);
const role = resource('AWS::IAM::Role', 'IngestRole', {}, 'IngestRole', ROLE);
const rolePolicy = (document: object): ResolvedResource =>
  resource('AWS::IAM::Policy', 'IngestPolicy', { PolicyDocument: document, Roles: ['IngestRole'] });
const queuePolicy = (document: object): ResolvedResource =>
  resource('AWS::SQS::QueuePolicy', 'AlertsPolicy', { PolicyDocument: document, Queues: [QUEUE_URL] });
const send = { action: 'sqs:SendMessage', resource: QUEUE };

describe('a call by a role', () => {
  test('is refused in AWS’s words while no policy allows it', () => {
    const { allowed, reason } = new Iam([queue, role]).mayCall(ingest, send);
    expect(allowed).toBe(false);
    expect(reason).toContain(`not authorized to perform: sqs:SendMessage on resource: ${QUEUE}`);
  });

  test.each([
    ['a policy attached to it', [role, rolePolicy(statement('Allow', 'sqs:*', QUEUE))]],
    [
      'an inline policy',
      [{ ...role, properties: { Policies: [{ PolicyName: 'p', PolicyDocument: statement('Allow', 'sqs:*', '*') }] } }],
    ],
    [
      'a managed policy of the template that the role lists',
      [
        { ...role, properties: { ManagedPolicyArns: ['arn:aws:iam::000000000000:policy/m'] } },
        resource(
          'AWS::IAM::ManagedPolicy',
          'Managed',
          { PolicyDocument: statement('Allow', 'sqs:*', '*') },
          'arn:aws:iam::000000000000:policy/m',
        ),
      ],
    ],
    [
      'a managed policy of the template that lists the role',
      [
        role,
        resource('AWS::IAM::ManagedPolicy', 'Managed', {
          PolicyDocument: statement('Allow', 'sqs:*', '*'),
          Roles: ['IngestRole'],
        }),
      ],
    ],
    [
      'a resource policy that names the role',
      [role, queuePolicy(statement('Allow', 'sqs:*', QUEUE, { Principal: { AWS: ROLE } }))],
    ],
  ])('is allowed by %s', (_name, resources) => {
    expect(new Iam([queue, ...resources]).mayCall(ingest, send).allowed).toBe(true);
    expect(new Iam([queue, ...resources]).mayCall(ingest, { ...send, action: 's3:PutObject' }).allowed).toBe(false);
  });

  test('a resource policy for the whole account grants nothing by itself', () => {
    const root = { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } };
    const iam = new Iam([queue, role, queuePolicy(statement('Allow', 'sqs:*', QUEUE, root))]);
    expect(iam.mayCall(ingest, send).allowed).toBe(false);
  });

  test('a role that is not in the template may do nothing', () => {
    const stranger = { accessKeyId: 'X', roleArn: `arn:aws:iam::${ACCOUNT}:role/Stranger` };
    expect(new Iam([queue, role]).mayCall(stranger, send).reason).toContain('not in the template');
  });

  test('the page is written only over the version that was read: a PutObject without If-Match meets an explicit deny', () => {
    const guard = statement('Deny', 's3:PutObject', 'arn:aws:s3:::page/*', {
      Principal: '*',
      Condition: { Null: { 's3:if-match': 'true', 's3:if-none-match': 'true' } },
    });
    const policy = resource('AWS::S3::BucketPolicy', 'PagePolicy', { PolicyDocument: guard, Bucket: 'page' });
    const iam = new Iam([bucket, role, policy, rolePolicy(statement('Allow', 's3:*', '*'))]);
    const put = { action: 's3:PutObject', resource: 'arn:aws:s3:::page/index.html' };
    expect(iam.mayCall(ingest, put).reason).toContain('explicit deny in a resource-based policy');
    expect(iam.mayCall(ingest, { ...put, conditions: { 's3:if-match': '"e"' } }).allowed).toBe(true);
    expect(iam.mayCall(owner, put).allowed).toBe(false);
  });
});

describe('the account’s owner', () => {
  test('may do what no policy speaks of, and falls under a deny for the account', () => {
    expect(new Iam([queue]).mayCall(owner, send).allowed).toBe(true);
    const denied = queuePolicy(statement('Deny', 'sqs:*', QUEUE, { Principal: { AWS: ACCOUNT } }));
    expect(new Iam([queue, denied]).mayCall(owner, send).allowed).toBe(false);
  });
});

describe('a delivery by a service', () => {
  const bySource = { ArnEquals: { 'aws:SourceArn': RULE } };
  const fromRule = { ...send, conditions: { 'aws:SourceArn': RULE } };

  test('needs the resource’s own policy, whatever roles may do', () => {
    const iam = new Iam([queue, role, rolePolicy(statement('Allow', '*', '*'))]);
    expect(iam.mayDeliver('events.amazonaws.com', fromRule).allowed).toBe(false);
  });

  test('is let in for its own rule only', () => {
    const principal = { Principal: { Service: 'events.amazonaws.com' }, Condition: bySource };
    const iam = new Iam([queue, queuePolicy(statement('Allow', 'sqs:SendMessage', QUEUE, principal))]);
    expect(iam.mayDeliver('events.amazonaws.com', fromRule).allowed).toBe(true);
    expect(iam.mayDeliver('sns.amazonaws.com', fromRule).allowed).toBe(false);
    expect(iam.mayDeliver('events.amazonaws.com', send).allowed).toBe(false);
  });

  test('into a function follows its Lambda permission, aliases too', () => {
    const permission = resource('AWS::Lambda::Permission', 'AllowRule', {
      Action: 'lambda:InvokeFunction',
      FunctionName: FUNCTION,
      Principal: 'events.amazonaws.com',
      SourceArn: `${RULE}*`,
      SourceAccount: ACCOUNT,
    });
    const iam = new Iam([ingestFunction, permission]);
    const conditions = { 'aws:SourceArn': RULE, 'aws:SourceAccount': ACCOUNT };
    const invoke = { action: 'lambda:InvokeFunction', resource: FUNCTION, conditions };
    expect(iam.mayDeliver('events.amazonaws.com', invoke).allowed).toBe(true);
    expect(iam.mayDeliver('events.amazonaws.com', { ...invoke, resource: `${FUNCTION}:live` }).allowed).toBe(true);
    expect(iam.mayDeliver('apigateway.amazonaws.com', invoke).allowed).toBe(false);
    expect(iam.mayDeliver('events.amazonaws.com', { ...invoke, resource: `${FUNCTION}-2` }).allowed).toBe(false);
  });
});

describe('a template with a policy that the local IAM cannot judge does not start', () => {
  test.each([
    [{ ...role, properties: { PermissionsBoundary: 'arn:x' } }, 'PermissionsBoundary'],
    [
      { ...role, properties: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] } },
      'AdministratorAccess',
    ],
    [queuePolicy(statement('Allow', '*', '*')), QUEUE_URL],
    [rolePolicy(statement('Allow', '*', '*')), 'IngestRole'],
    [
      resource('AWS::Lambda::Permission', 'P', { FunctionName: FUNCTION, PrincipalOrgID: 'o-1' }, 'P', FUNCTION),
      'PrincipalOrgID',
    ],
  ])('%#', (unknown, named) => {
    expect(() => new Iam([unknown])).toThrow(named);
  });
});
