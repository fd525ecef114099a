import { alarmEvent } from '../support/alarm-event';
import { Story } from '../support/story';

const secrets = Array.from({ length: 20 }, (_, number) => `kitchen${String.fromCharCode(97 + number)}q7`);
const found = (text: string) => secrets.filter((secret) => text.includes(secret));

test('I8: twenty secrets in an alarm, notes and internal updates are in no file of the bucket', async () => {
  const story = await Story.begin();
  let planted = 0;
  const secret = () => secrets[planted++ % secrets.length]!;
  /** Every text in it gets one, but those by which it is known for what it is. */
  const poison = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((each) => poison(each));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, poison(inner, name)]));
    const known = /^(source|detail-type|time|timestamp|value|version|account|region|alarmName|id)$/.test(key);
    return typeof value !== 'string' || known ? value : `${value} ${secret()}`;
  };
  await story.event(poison(alarmEvent('checkout-5xx', 'ALARM', story.now)) as ReturnType<typeof alarmEvent>);
  await story.wait(6);
  const { id } = await story.incident();
  const said = [
    ['ack', { reason: secret() }],
    ['update', { status: 'identified', impact: secret(), actions: secret(), next: secret(), eta: secret() }],
    ['update', { note: secret() }],
    ['severity', { severity: 'SEV-2', reason: secret() }],
    ['update', { public: 'We are restoring card payments.', note: secret() }],
    ['resolve', { reason: secret(), public: 'Paying by card works again.' }],
  ] as const;
  const answers = [];
  for (const [command, body] of said) answers.push((await story.command(id, command, body)).status);
  expect(answers).toEqual(said.map(() => 200));
  while (planted < secrets.length) await story.command(id, 'update', { note: secret() });
  expect(found(JSON.stringify(await story.api('GET', `/incidents/${id}`))).length).toBeGreaterThan(8);
  expect(story.everythingPublic()).toContain('Paying by card works again.');
  expect(found(story.everythingPublic())).toEqual([]);
  story.messages();
  await story.end();
});
