import { type App, CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { testApp } from './fixtures/synthesized';

/** A template with one mistake in it, synthesized with the context of cdk.json. */
function synthesizing(mistake: (stack: Stack) => void): () => App {
  return () => {
    const app = testApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks());
    mistake(new Stack(app, 'Mistaken'));
    app.synth();
    return app;
  };
}

describe('synth refuses', () => {
  it('a circle, which no deployment could resolve', () => {
    const circular = synthesizing((stack) => {
      const one = new CfnResource(stack, 'One', { type: 'AWS::SNS::Topic' });
      const other = new CfnResource(stack, 'Other', { type: 'AWS::SNS::Topic' });
      one.addPropertyOverride('DisplayName', { Ref: 'Other' });
      other.addPropertyOverride('DisplayName', { Ref: 'One' });
    });
    expect(circular).toThrow(/circular/i);
  });

  it('a property that its resource does not have', () => {
    const invalid = synthesizing((stack) => {
      new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic', properties: { DisplayNam: 'Tocsin' } });
    });
    expect(invalid).toThrow(/DisplayNam/);
  });

  it('what cdk-nag finds and nobody has acknowledged', () => {
    const unsafe = synthesizing((stack) => {
      new Queue(stack, 'Queue');
    });
    expect(unsafe).toThrow(/AwsSolutions-SQS4/);
  });
});
