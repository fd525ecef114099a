import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { configuration } from '../../config';
import { alertSources, defaultSourceGroups, sourceGroups } from '../../domain/alert-sources/sources';
import type { Configuration } from '../../domain/configuration';
import { alertBusArnOf, TocsinForwarder } from '../../lib/tocsin-forwarder';
import { matches } from '../../local/event-bridge/pattern';
import type { Template } from '../../local/template/template';
import { fixture, fixtureNames, meaningOf, readFixture } from '../support/alert-fixtures';
import { at, list, ofType, propertiesOf } from './fences/fence';
import { identityPolicies, type Statement } from './fences/statements';
import { testApp } from './fixtures/synthesized';

const alertBusArn = 'arn:aws:events:eu-central-1:123456789012:event-bus/Tocsin-alerts';

function forwarder(own: Partial<Configuration> = {}, checked = false): Template {
  const app = testApp({ builtinCloudFormationValidation: checked });
  if (checked) Validations.of(app).addPlugins(new AwsSolutionsChecks());
  const stack = new TocsinForwarder(app, 'Forwarder', { configuration: { ...configuration, ...own }, alertBusArn });
  return app.synth().getStackByName(stack.stackName).template as Template;
}

const template = forwarder({}, true);
const everything = forwarder({ sources: sourceGroups });
const pattern = (of: Template) => ofType(of, 'AWS::Events::Rule')[0]!.properties['EventPattern'];

describe('the forwarder', () => {
  it('passes the template rules and cdk-nag, holds no asset and asks for no bootstrap, so that a StackSet can deploy it', () => {
    expect(Object.keys(template).sort()).toEqual(['Description', 'Resources']);
    expect(JSON.stringify(template)).not.toMatch(/cdk-hnb659fds|Fn::ImportValue/);
    expect(JSON.stringify(template).length).toBeLessThan(51_200);
  });

  it.each(fixtureNames)('M18: forwards %s when its group is on, and not when only its name is borrowed', (name) => {
    const event = fixture(name);
    const source = alertSources.find(({ detailType }) => detailType === event['detail-type'])!;
    expect(matches(pattern(everything), event)).toBe(true);
    const comesAlong = meaningOf(readFixture(name)).includes('change: ');
    expect(matches(pattern(template), event)).toBe(defaultSourceGroups.includes(source.group) || comesAlong);
    expect(matches(pattern(everything), { ...event, source: 'somebody' })).toBe(source.source === undefined);
  });

  it('keeps its pattern within the 2,048 characters of EventBridge, whatever is on', () => {
    for (const of of [everything, template]) expect(JSON.stringify(pattern(of)).length).toBeLessThan(2_048);
    expect(pattern(forwarder({ sources: ['health'] }))).not.toHaveProperty('$or');
    expect(pattern(forwarder({ sources: ['custom'] }))).not.toHaveProperty('source');
  });

  it('sends by one role that only EventBridge of this account takes on, and that may do one thing on one bus', () => {
    const roles = ofType(template, 'AWS::IAM::Role');
    expect(roles.map(({ id }) => id)).toEqual(['ForwarderRole']);
    const [trust] = list<Statement>(at(roles[0]!.properties, 'AssumeRolePolicyDocument.Statement'));
    expect(trust).toMatchObject({
      Principal: { Service: 'events.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
    const granted = identityPolicies(template).flatMap(({ statements }) => statements);
    expect(granted).toEqual([{ Action: 'events:PutEvents', Effect: 'Allow', Resource: alertBusArn }]);
  });

  it('tries for a day, then keeps for 14 days, with an alarm that goes to a mailbox and not through Tocsin', () => {
    const [rule] = ofType(template, 'AWS::Events::Rule');
    expect(at(rule!.properties, 'Targets.0')).toMatchObject({
      Arn: alertBusArn,
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['ForwarderDlq', 'Arn'] } },
      RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
    });
    expect(propertiesOf(template, 'ForwarderDlq')['MessageRetentionPeriod']).toBe(1_209_600);
    expect(propertiesOf(template, 'EventsWaitingAlarm')).toMatchObject({
      AlarmActions: [{ Ref: 'ForwarderOperatorsTopic' }],
      Threshold: 0,
    });
    expect(propertiesOf(template, 'ForwarderOperatorsByEmail')['Endpoint']).toBe('kim@example.com');
  });

  it('wants the ARN of a bus, and says where it is', () => {
    expect(alertBusArnOf(alertBusArn)).toBe(alertBusArn);
    for (const wrong of ['Tocsin-alerts', 'arn:aws:sqs:eu-central-1:123456789012:x', ''])
      expect(() => alertBusArnOf(wrong)).toThrow(/output AlertBusArn/);
  });
});
