import type { ChangeRecord } from '../../../local/dynamodb/change-feed';
import type { FaultKind } from '../../../local/faults/fault';
import { failedItems } from '../../../local/lambda/batch-response';
import { inlineFunction, lambdaScene, type LambdaScene } from '../support/lambda-scene';

let scene: LambdaScene | undefined;
afterEach(() => {
  scene?.stop();
  scene = undefined;
});

const mapping = (EventSourceArn: unknown, more: object = {}) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { EventSourceArn, FunctionName: { Ref: 'Consumer' }, ...more },
});
const attribute = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });

describe('a queue', () => {
  const Queue = {
    Type: 'AWS::SQS::Queue',
    Properties: { RedrivePolicy: { deadLetterTargetArn: attribute('Dead', 'Arn'), maxReceiveCount: 3 } },
  };
  const Dead = { Type: 'AWS::SQS::Queue' };
  const Consumer = inlineFunction(`exports.handler = async ({ Records }) => {
    console.log(Records.map((record) => record.body).join(' '));
    if (Records.some((record) => record.body === 'boom')) throw new Error('boom');
    return { batchItemFailures: Records.filter((record) => record.body === 'bad').map((record) => ({ itemIdentifier: record.messageId })) };
  };`);
  const ReportBatchItemFailures = { FunctionResponseTypes: ['ReportBatchItemFailures'] };

  it('hands over what came at once as one batch and deletes it', async () => {
    scene = await lambdaScene({ Queue, Dead, Consumer, Source: mapping(attribute('Queue', 'Arn'), { BatchSize: 2 }) });
    for (const body of ['a', 'b', 'c']) scene.sqs.send(scene.sqs.queue('Queue').arn, body);
    await scene.clock.quiet();
    expect(scene.lambda.logsOf('Consumer')).toEqual(['a b', 'c']);
    expect(scene.sqs.messages('Queue')).toEqual([]);
  });

  it('F20: retries only what the function reports, until the dead-letter queue takes it', async () => {
    scene = await lambdaScene({
      Queue,
      Dead,
      Consumer,
      Source: mapping(attribute('Queue', 'Arn'), ReportBatchItemFailures),
    });
    for (const body of ['good', 'bad']) scene.sqs.send(scene.sqs.queue('Queue').arn, body);
    await scene.clock.advance(300_000);
    expect(scene.lambda.logsOf('Consumer')).toEqual(['good bad', 'bad', 'bad']);
    expect(scene.sqs.messages('Dead')).toMatchObject([{ body: 'bad' }]);
  });

  it.each<[FaultKind, string[], string[]]>([
    ['before', [], ['a']],
    ['after', ['a'], ['a', 'a']],
    ['twice', ['a', 'a'], ['a', 'a']],
  ])('F12: a delivery that goes wrong, %s: the message comes again', async (kind, atOnce, inTheEnd) => {
    scene = await lambdaScene({ Queue, Dead, Consumer, Source: mapping(attribute('Queue', 'Arn')) });
    scene.faults.set([{ service: 'sqs', operation: 'DeliverToFunction', nth: 1, kind }]);
    scene.sqs.send(scene.sqs.queue('Queue').arn, 'a');
    await scene.clock.quiet();
    expect(scene.lambda.logsOf('Consumer')).toEqual(atOnce);
    await scene.clock.advance(45_000);
    expect(scene.lambda.logsOf('Consumer')).toEqual(inTheEnd);
    expect(scene.sqs.messages('Queue')).toEqual([]);
  });

  it('hands the whole batch out again when the function fails', async () => {
    scene = await lambdaScene({ Queue, Dead, Consumer, Source: mapping(attribute('Queue', 'Arn')) });
    for (const body of ['boom', 'fine']) scene.sqs.send(scene.sqs.queue('Queue').arn, body);
    await scene.clock.advance(45_000);
    expect(scene.lambda.logsOf('Consumer').filter((line) => !line.startsWith('Invoke'))).toEqual([
      'boom fine',
      'boom fine',
    ]);
  });
});

describe('failedItems, F11', () => {
  it.each([
    ['null', []],
    ['{}', []],
    ['{"batchItemFailures":null}', []],
    ['{"batchItemFailures":[]}', []],
    ['{"batchItemFailures":[{"itemIdentifier":"a"}]}', ['a']],
    ['{"batchItemFailures":[{"itemIdentifier":""}]}', ['a', 'b']],
    ['{"batchItemFailures":[{"itemIdentifier":"z"}]}', ['a', 'b']],
    ['{"batchItemFailures":[{"id":"a"}]}', ['a', 'b']],
    ['{"batchItemFailures":[null]}', ['a', 'b']],
    ['{"batchItemFailures":"a"}', ['a', 'b']],
  ])('%s means %j', (payload, failed) => {
    expect(failedItems(payload, ['a', 'b'])).toEqual(failed);
  });
});

describe('a table stream', () => {
  const Table = {
    Type: 'AWS::DynamoDB::Table',
    Properties: { StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' } },
  };
  const Consumer = inlineFunction(`exports.handler = async ({ Records }) => {
    const ids = Records.map((record) => record.dynamodb.Keys.id.S);
    console.log(ids.join(' '));
    if (ids.includes('poison')) throw new Error('poison');
  };`);
  const Source = (more: object = {}) => mapping(attribute('Table', 'StreamArn'), more);
  const runs = () => scene!.lambda.logsOf('Consumer').filter((line) => !line.startsWith('Invoke'));
  const change = (id: string, index: number): ChangeRecord => ({
    tableName: 'Table',
    eventName: 'INSERT',
    keys: { id: { S: id } },
    newImage: { id: { S: id } },
    sequenceNumber: String(index).padStart(21, '0'),
  });
  const commit = (...ids: string[]) => ids.map(change).forEach((record) => scene!.lambda.onTableChange(record));

  it('comes in order, in batches', async () => {
    scene = await lambdaScene({ Table, Consumer, Source: Source({ BatchSize: 2 }) });
    commit('a', 'b', 'c', 'd', 'e');
    await scene.clock.quiet();
    expect(runs()).toEqual(['a b', 'c d', 'e']);
  });

  it('F20: a poison record is found by halving, given up, and its neighbours come through', async () => {
    const OnFailure = { Destination: attribute('Dead', 'Arn') };
    const options = { BisectBatchOnFunctionError: true, MaximumRetryAttempts: 1, DestinationConfig: { OnFailure } };
    scene = await lambdaScene({ Table, Dead: { Type: 'AWS::SQS::Queue' }, Consumer, Source: Source(options) });
    commit('a', 'b', 'poison', 'd');
    await scene.clock.advance(600_000);
    expect(runs()).toEqual(['a b poison d', 'a b', 'poison d', 'poison', 'poison', 'd']);
    expect(scene.destinations).toMatchObject([
      {
        arn: scene.sqs.queue('Dead').arn,
        body: { DDBStreamBatchInfo: { batchSize: 1, startSequenceNumber: '000000000000000000002' } },
      },
    ]);
  });

  it('blocks behind a failing batch until its record age is over', async () => {
    scene = await lambdaScene({ Table, Consumer, Source: Source({ BatchSize: 1, MaximumRecordAgeInSeconds: 60 }) });
    commit('poison', 'after');
    await scene.clock.advance(55_000);
    expect(runs()).not.toContain('after');
    await scene.clock.advance(600_000);
    expect(runs()).toContain('after');
  });

  it('leaves out what the filter does not match', async () => {
    const FilterCriteria = { Filters: [{ Pattern: '{"dynamodb":{"Keys":{"id":{"S":[{"prefix":"x"}]}}}}' }] };
    scene = await lambdaScene({ Table, Consumer, Source: Source({ FilterCriteria }) });
    commit('a', 'x1');
    await scene.clock.quiet();
    expect(runs()).toEqual(['x1']);
  });
});
