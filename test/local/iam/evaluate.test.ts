import { evaluate, isAllowed, type Question } from '../../../local/iam/evaluate';
import { parseStatements } from '../../../local/iam/statement';

const TABLE = 'arn:aws:dynamodb:eu-central-1:000000000000:table/incidents';
const read: Question = { action: 'dynamodb:GetItem', resource: TABLE };
const allow = { Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' };

function verdict(statements: object | object[], question: Question): string {
  return evaluate(parseStatements({ Statement: statements }, 'test'), question);
}

describe('a policy statement', () => {
  test.each([
    ['nothing said', [], read, 'silent'],
    ['allowed by name', { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: TABLE }, read, 'allow'],
    ['action in any case', { Effect: 'Allow', Action: 'DynamoDB:getitem', Resource: TABLE }, read, 'allow'],
    ['resource in its own case only', { ...allow, Resource: TABLE.toUpperCase() }, read, 'silent'],
    ['a star in the action', { ...allow, Action: 'dynamodb:Get*' }, read, 'allow'],
    ['a question mark is one character', { ...allow, Action: 'dynamodb:GetIte?' }, read, 'allow'],
    ['a question mark is not two', { ...allow, Action: 'dynamodb:GetIt?' }, read, 'silent'],
    ['a dot is only a dot', { ...allow, Resource: TABLE.replace('incidents', 'inc.dents') }, read, 'silent'],
    ['a table is not its index', { ...allow, Resource: TABLE }, { ...read, resource: `${TABLE}/index/open` }, 'silent'],
    ['a deny outweighs an allow before it', [allow, { ...allow, Effect: 'Deny' }], read, 'deny'],
    ['a deny outweighs an allow after it', [{ ...allow, Effect: 'Deny' }, allow], read, 'deny'],
    ['a deny of something else', [allow, { ...allow, Effect: 'Deny', Action: 'dynamodb:PutItem' }], read, 'allow'],
    ['everything but', { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, read, 'allow'],
    ['all but this very action', { Effect: 'Allow', NotAction: 'dynamodb:Get*', Resource: '*' }, read, 'silent'],
    ['all but this resource', { Effect: 'Allow', Action: '*', NotResource: `${TABLE}*` }, read, 'silent'],
    ['all but another resource', { Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::*' }, read, 'allow'],
  ])('%s', (_name, statements, question, expected) => {
    expect(verdict(statements, question)).toBe(expected);
  });
});

describe('a condition', () => {
  const context = {
    'aws:SourceArn': 'arn:aws:events:eu-central-1:000000000000:rule/alerts/page',
    's3:if-match': '"e1"',
    'aws:SecureTransport': 'true',
    'lambda:Count': '5',
    'dynamodb:LeadingKeys': ['I#1', 'I#2'],
  };
  test.each([
    ['StringEquals', { 's3:if-match': '"e1"' }, true],
    ['StringEquals', { 's3:if-match': ['"e0"', '"e1"'] }, true],
    ['StringEquals', { 'S3:If-Match': '"e1"' }, true],
    ['StringEquals', { 's3:absent': 'x' }, false],
    ['StringEqualsIfExists', { 's3:absent': 'x' }, true],
    ['StringEqualsIgnoreCase', { 's3:if-match': '"E1"' }, true],
    ['StringNotEquals', { 's3:if-match': ['"e0"', '"e1"'] }, false],
    ['StringNotEquals', { 's3:absent': 'x' }, true],
    ['StringLike', { 's3:if-match': '"e*' }, true],
    ['StringNotLike', { 's3:if-match': '"e*' }, false],
    ['ArnLike', { 'aws:SourceArn': 'arn:aws:events:*:*:rule/alerts/*' }, true],
    ['ArnEquals', { 'aws:SourceArn': 'arn:aws:events:*:rule/alerts/*' }, false],
    ['ArnNotLike', { 'aws:SourceArn': 'arn:aws:events:*:*:rule/*' }, false],
    ['Bool', { 'aws:SecureTransport': false }, false],
    ['Bool', { 'aws:SecureTransport': true }, true],
    ['Null', { 's3:if-match': 'true' }, false],
    ['Null', { 's3:absent': 'true' }, true],
    ['NumericLessThan', { 'lambda:Count': 5 }, false],
    ['NumericLessThanEquals', { 'lambda:Count': '5' }, true],
    ['NumericGreaterThan', { 'lambda:Count': '4' }, true],
    ['NumericEquals', { 's3:if-match': '5' }, false],
    ['ForAllValues:StringLike', { 'dynamodb:LeadingKeys': 'I#*' }, true],
    ['ForAllValues:StringEquals', { 'dynamodb:LeadingKeys': 'I#1' }, false],
    ['ForAnyValue:StringEquals', { 'dynamodb:LeadingKeys': 'I#2' }, true],
    ['ForAnyValue:StringEquals', { 'dynamodb:Absent': 'I#2' }, false],
    ['ForAllValues:StringEquals', { 'dynamodb:Absent': 'I#2' }, true],
  ])('%s %j is %s', (operator, keys, expected) => {
    const statements = parseStatements({ Statement: { ...allow, Condition: { [operator]: keys } } }, 'test');
    expect(isAllowed(statements, { ...read, conditions: context })).toBe(expected);
  });

  test('two conditions must both hold', () => {
    const both = { StringEquals: { 's3:if-match': '"e1"' }, Bool: { 'aws:SecureTransport': 'false' } };
    expect(verdict({ ...allow, Condition: both }, { ...read, conditions: context })).toBe('silent');
  });
});

describe('what it cannot evaluate truly is refused by name', () => {
  test.each([
    [{ ...allow, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }, 'IpAddress'],
    [{ ...allow, Condition: { 'ForSomeValues:StringLike': { a: 'b' } } }, 'ForSomeValues:StringLike'],
    [{ ...allow, Resource: 'arn:aws:s3:::${aws:PrincipalAccount}' }, 'policy variable'],
    [{ ...allow, NotPrincipal: '*' }, 'NotPrincipal'],
    [{ ...allow, Principal: { Federated: 'accounts.example.com' } }, 'Federated'],
    [{ Effect: 'Allow', Action: '*' }, 'either Resource or NotResource'],
    [{ ...allow, Effect: 'Maybe' }, 'Effect'],
    [{ ...allow, Action: { Ref: 'Unresolved' } }, 'Action is not a text'],
  ])('%j', (statement, named) => {
    expect(() => parseStatements({ Statement: statement }, 'TopicPolicy')).toThrow(named);
    expect(() => parseStatements({ Statement: statement }, 'TopicPolicy')).toThrow('TopicPolicy, statement 1');
  });
});
