import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { buildSync } from 'esbuild';
import { inlineFunction, lambdaScene, type LambdaScene } from '../support/lambda-scene';

let scene: LambdaScene;
afterEach(() => scene.stop());

const payloadOf = async (name: string, event: unknown = {}) =>
  JSON.parse((await scene.lambda.invoke(name, event)).payload) as unknown;

describe('a run', () => {
  it('has its own environment, lives by the clock, and keeps what it prints', async () => {
    scene = await lambdaScene({
      Clockwork: inlineFunction(
        `exports.handler = async (event, context) => {
          console.log('hello %s', event.name);
          const before = Date.now();
          const remaining = context.getRemainingTimeInMillis();
          await new Promise((resolve) => setTimeout(resolve, 1500));
          return { env: process.env.PLACE, key: process.env.AWS_ACCESS_KEY_ID, before, after: new Date().toISOString(),
            waited: remaining - context.getRemainingTimeInMillis(), isDate: new Date() instanceof Date, isArray: event.list instanceof Array };
        };`,
        { Timeout: 10, Environment: { Variables: { PLACE: 'here' } } },
      ),
    });
    const start = scene.clock.now();
    const answer = payloadOf('Clockwork', { name: 'Ada', list: [] });
    await scene.clock.advance(5000);
    expect(await answer).toEqual({
      env: 'here',
      key: 'Clockwork',
      before: start,
      after: new Date(start + 1500).toISOString(),
      waited: 1500,
      isDate: true,
      isArray: true,
    });
    expect(scene.lambda.logsOf('Clockwork')).toEqual(['hello Ada']);
  });

  it('shares one container until it is reset', async () => {
    scene = await lambdaScene({ Counter: inlineFunction('let n = 0; exports.handler = async () => ++n;') });
    expect([await payloadOf('Counter'), await payloadOf('Counter')]).toEqual([1, 2]);
    scene.lambda.resetContainers();
    expect(await payloadOf('Counter')).toBe(1);
  });

  it('F11: is given up at its time-out, and what it left undone stays undone', async () => {
    scene = await lambdaScene({
      Slow: inlineFunction(
        `exports.handler = () => new Promise((resolve) => setTimeout(() => { console.log('woke up'); resolve(1); }, 9000));`,
        { Timeout: 3 },
      ),
    });
    const run = scene.lambda.invoke('Slow', {});
    await scene.clock.advance(60_000);
    expect(await run).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringContaining('after 3.00 seconds') as string,
    });
    expect(scene.lambda.logsOf('Slow')).toEqual([]);
    expect(scene.lambda.failures()).toMatchObject([
      { functionName: 'Slow', source: 'invoke', errorType: 'Sandbox.Timedout' },
    ]);
  });

  it('runs a real bundle of an SDK, whose calls carry the function as their caller', async () => {
    const bundle = buildSync({
      stdin: {
        contents: `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
          const sqs = new SQSClient({});
          export const handler = async ({ url }) =>
            (await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'from the bundle' }))).MD5OfMessageBody;`,
        resolveDir: process.cwd(),
      },
      bundle: true,
      platform: 'node',
      target: 'node20',
      mainFields: ['module', 'main'],
      format: 'cjs',
      minify: true,
      write: false,
    });
    scene = await lambdaScene({
      Queue: { Type: 'AWS::SQS::Queue' },
      Sender: inlineFunction(bundle.outputFiles[0]!.text),
    });
    expect(await payloadOf('Sender', { url: scene.sqs.queue('Queue').url })).toBe('c51700b1a94fa6436c9cd0a08594cb0e');
    expect(scene.sqs.messages('Queue')).toMatchObject([{ body: 'from the bundle' }]);
    expect(scene.faults.callsSeen()).toEqual([{ caller: 'Sender', service: 'sqs', operation: 'SendMessage', nth: 1 }]);
  });

  it('F10: a crash ends the run after what it has asked for was done; the next run is a cold start', async () => {
    const call = `await fetch(process.env.AWS_ENDPOINT_URL, { method: 'POST', headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=Caller/20270203/eu-central-1/sqs/aws4_request, SignedHeaders=host, Signature=0',
      'x-amz-target': 'AmazonSQS.SendMessage' }, body: JSON.stringify({ QueueUrl: url, MessageBody: 'done' }) });`;
    scene = await lambdaScene({
      Queue: { Type: 'AWS::SQS::Queue' },
      Caller: inlineFunction(
        `let runs = 0; exports.handler = async ({ url }) => { runs++; ${call} console.log('still alive'); return runs; };`,
      ),
    });
    const { url } = scene.sqs.queue('Queue');
    scene.faults.set([{ service: 'sqs', operation: 'SendMessage', nth: 1, kind: 'crash' }]);
    expect(await scene.lambda.invoke('Caller', { url })).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(scene.sqs.messages('Queue')).toMatchObject([{ body: 'done' }]);
    expect(await payloadOf('Caller', { url })).toBe(1);
    expect(scene.lambda.logsOf('Caller')).toEqual(['still alive']);
  });
});

describe('the Invoke API', () => {
  const functions = {
    Fine: inlineFunction('exports.handler = async (event) => ({ got: event });'),
    Broken: inlineFunction(`exports.handler = async () => { throw new RangeError('too far'); };`),
    Full: inlineFunction('exports.handler = async () => 1;', { ReservedConcurrentExecutions: 0 }),
  };
  const call = async (FunctionName: string, InvocationType: 'RequestResponse' | 'Event' = 'RequestResponse') => {
    const answer = await new LambdaClient(scene.config()).send(
      new InvokeCommand({ FunctionName, InvocationType, Payload: '{"a":1}' }),
    );
    return {
      ...answer,
      json: answer.Payload?.length ? (JSON.parse(answer.Payload.transformToString()) as unknown) : undefined,
    };
  };
  beforeEach(async () => void (scene = await lambdaScene(functions)));

  it('answers what the handler answers, by name or ARN', async () => {
    expect((await call('Fine')).json).toEqual({ got: { a: 1 } });
    expect((await call(scene.lambda.function('Fine').arn)).StatusCode).toBe(200);
  });

  it('answers a function error as Lambda does', async () => {
    expect(await call('Broken')).toMatchObject({
      FunctionError: 'Unhandled',
      json: { errorType: 'RangeError', errorMessage: 'too far' },
    });
  });

  it('accepts an event and runs it afterwards', async () => {
    expect(await call('Fine', 'Event')).toMatchObject({ StatusCode: 202 });
  });

  it('F4: refuses above the reserved concurrency, and what is not there', async () => {
    await expect(call('Full')).rejects.toMatchObject({ name: 'TooManyRequestsException' });
    await expect(call('Nobody')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('asynchronous invocations', () => {
  const printed = () => scene.lambda.logsOf('Failing').filter((line) => !line.startsWith('Invoke Error'));
  const Queue = { Type: 'AWS::SQS::Queue' };
  const Failing = inlineFunction(`exports.handler = async () => { console.log(Date.now()); throw new Error('no'); };`, {
    DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
  });
  const config = (more: object) => ({
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: { FunctionName: { Ref: 'Failing' }, Qualifier: '$LATEST', ...more },
  });

  it('are retried after one and two minutes, then go to the dead-letter queue', async () => {
    scene = await lambdaScene({ Queue, Failing });
    const start = scene.clock.now();
    scene.lambda.accept('Failing', '{"x":1}');
    await scene.clock.advance(600_000);
    expect(printed().map((at) => Number(at) - start)).toEqual([0, 60_000, 180_000]);
    expect(scene.destinations).toEqual([{ arn: scene.sqs.queue('Queue').arn, body: { x: 1 } }]);
  });

  it('honour the event invoke config and tell the failure destination', async () => {
    const OnFailure = { Destination: { 'Fn::GetAtt': ['Queue', 'Arn'] } };
    scene = await lambdaScene({
      Queue,
      Failing,
      Config: config({ MaximumRetryAttempts: 0, DestinationConfig: { OnFailure } }),
    });
    scene.lambda.accept('Failing', '{"x":1}');
    await scene.clock.quiet();
    expect(scene.destinations[0]?.body).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 1 },
      requestPayload: { x: 1 },
      responsePayload: { errorMessage: 'no' },
    });
  });

  it('are not retried beyond the maximum age', async () => {
    scene = await lambdaScene({ Queue, Failing, Config: config({ MaximumEventAgeInSeconds: 60 }) });
    scene.lambda.accept('Failing', '{}');
    await scene.clock.advance(600_000);
    expect(printed()).toHaveLength(2);
  });

  it('survive a crash between acceptance and run', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'lambda-'));
    scene = await lambdaScene(
      { Later: inlineFunction('exports.handler = async (event) => console.log(event.id);') },
      directory,
    );
    scene.clock.stop();
    scene.lambda.accept('Later', '{"id":"kept"}');
    const restarted = scene.again();
    restarted.start();
    await scene.clock.quiet();
    expect(restarted.logsOf('Later')).toEqual(['kept']);
    rmSync(directory, { recursive: true });
  });
});
