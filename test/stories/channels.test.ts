import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { join } from 'node:path';
import { assemblyOf } from '../support/assembly-of';
import { Story } from '../support/story';

let assembly: string;
beforeAll(() => (assembly = assemblyOf(join(__dirname, '../fixtures/channels-config'))));

/** Puts addresses where an operator puts them. */
async function putAddresses(story: Story, addresses: object): Promise<void> {
  const client = new SecretsManagerClient({
    endpoint: `http://127.0.0.1:${story.stack.ports.aws}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'owner', secretAccessKey: 'local' },
  });
  const SecretId = story.stack.outputs['ChannelAddressesSecretArn'];
  await client.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(addresses) }));
  client.destroy();
}

const addresses = {
  alex: { url: 'https://ntfy.example.com/alex-pages', token: 'tk_1' },
  sam: { url: 'https://push.example.com/sam', secret: 's' },
  'chat/payments': { url: 'https://hooks.slack.example.com/services/T/B/x' },
};

test('M91: a SEV-1 reaches its person by all channels at once; whoever acknowledges by the link of a push has it', async () => {
  const story = await Story.begin({ assembly });
  await putAddresses(story, addresses);
  await story.alarm('checkout-5xx');
  await story.wait(0.1);
  const told = story.messages();
  const messages = told.filter(({ kind }) => kind === 'page');
  expect(messages.map(({ channel, responder }) => `${channel} ${responder}`).sort()).toEqual([
    'email alex',
    'https alex',
    'sms alex',
    'voice alex',
  ]);
  const push = messages.find(({ channel }) => channel === 'https')!;
  expect(push).toMatchObject({ to: 'https://ntfy.example.com/', level: 1 });
  expect(JSON.parse(push.body)).toMatchObject({ topic: 'alex-pages', priority: 5 });
  const call = messages.find(({ channel }) => channel === 'voice')!;
  expect(call.body).toContain('This is Tocsin, calling Alex. Severity 1: checkout 5xx. Incident ');
  expect(call.body).not.toMatch(/https?:/);
  expect((await story.press(push.link!)).status).toBe(303);
  expect(await story.incident()).toMatchObject({ acknowledgedBy: 'Alex' });
  const rooms = [...told, ...story.messages()].filter(({ responder }) => responder === null);
  // Opened, paged, acknowledged.
  expect(rooms).toHaveLength(3);
  for (const { channel, kind, link, to } of rooms)
    expect([channel, kind, link, to]).toEqual(['https', 'notice', null, addresses['chat/payments'].url]);
  await story.end();
});

test('M91 F1: a SEV-2 goes on to the next channel on failure and on silence, and a dead push is tried again for a while', async () => {
  const story = await Story.begin({ assembly });
  await putAddresses(story, addresses);
  const strike = (kind: 'before' | 'hang') =>
    story.stack.faults.set([{ service: 'https', operation: 'POST', nth: 1, kind }]);
  strike('before');
  await story.alarm('ServerCpuTooHigh');
  await story.wait(0.1);
  story.expectMessages(['notice email sam 2', 'page voice alex 1']);
  await story.wait(2);
  story.expectMessages(['page https alex 1']);
  strike('hang');
  await story.wait(6);
  story.expectMessages(['page https alex 1', 'page voice alex 1']);
  await story.press(story.linkOf('alex'));
  await story.end();
});
