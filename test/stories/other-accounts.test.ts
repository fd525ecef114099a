import { alarmEvent } from '../support/alarm-event';
import { Story } from '../support/story';

test('M18: an alarm of another account, forwarded to the alert bus, opens an incident that tells whose it is', async () => {
  const story = await Story.begin();
  const forwarded = alarmEvent('checkout-5xx', 'ALARM', story.now);
  const arn = 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:checkout-5xx';
  await story.event({ ...forwarded, region: 'us-east-1', resources: [arn] }, story.stack.outputs['AlertBusName']);
  const { id, severity } = await story.incident();
  expect(severity).toBe('SEV-1');
  const { incident } = JSON.parse((await story.api('GET', `/incidents/${id}`)).body) as { incident: object };
  expect(incident).toMatchObject({ account: 'payments-prod', region: 'us-east-1' });
  story.messages();
  await story.end();
});
