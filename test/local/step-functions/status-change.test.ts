import { matches } from '../../../local/event-bridge/pattern';
import { statusChangeEvent } from '../../../local/step-functions/status-change';
import { definition, MACHINE, scene } from './machine-scene';

test('a failed execution is an event that a rule on aws.states can wait for', async () => {
  const { clock, engine } = scene(definition('JSONata', { Fail: { Type: 'Fail', Error: 'NoOneOnCall' } }));
  engine.start({ stateMachineArn: MACHINE, name: 'g1' });
  await clock.quiet();
  const event = statusChangeEvent(engine.all()[0]!);
  const pattern = {
    source: ['aws.states'],
    'detail-type': ['Step Functions Execution Status Change'],
    detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: [MACHINE] },
  };
  expect(matches(pattern, event)).toBe(true);
  expect(event).toMatchObject({ account: '000000000000', region: 'eu-central-1', time: '2026-11-21T03:00:00Z' });
  expect(event.detail).toMatchObject({ name: 'g1', error: 'NoOneOnCall', input: '{}' });
});
