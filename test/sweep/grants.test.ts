import { untried } from './grants';

const granted = ['Notify sns:Publish', 'Notify logs:PutLogEvents', 'Notify sqs:GetQueueUrl', 'Audit dynamodb:Query'];

test('a call that a function may make and no story makes is named; what the service itself needs is not', () => {
  expect(untried(granted, ['Audit dynamodb:Query', 'Notify sns:Publish'], {})).toEqual([]);
  expect(untried(granted, ['Audit dynamodb:Query'], {})).toEqual([
    'No story has it: Notify sns:Publish. Add one to canonical-stories.ts, or take the grant away.',
  ]);
  expect(untried(granted, ['Audit dynamodb:Query'], { 'Notify sns:Publish': 'why' })).toEqual([]);
});

test('a reason that has become none is named, too', () => {
  const reasons = { 'Notify sns:Publish': 'why', 'Gone s3:GetObject': 'why' };
  expect(untried(granted, ['Audit dynamodb:Query', 'Notify sns:Publish'], reasons)).toEqual([
    'grants.ts excuses Notify sns:Publish, which a story has.',
    'grants.ts excuses Gone s3:GetObject, which nobody may.',
  ]);
});
