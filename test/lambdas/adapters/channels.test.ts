import { PinpointSMSVoiceV2Client, SendVoiceMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { createHmac } from 'node:crypto';
import type { Responder } from '../../../domain/responder';
import { channelAddresses } from '../../../lambdas/adapters/channel-addresses';
import type { HttpsPost } from '../../../lambdas/adapters/https-post';
import { pushApps } from '../../../lambdas/adapters/push-apps';
import { spokenMessages } from '../../../lambdas/adapters/spoken-messages';
import { pushRequest } from '../../../lambdas/push-request';
import { World } from '../../support/domain-world';

const world = new World();
world.open();
const link = 'https://api.example.com/a/token';
const outgoing = {
  message: world.messages[0]!,
  subject: 'SEV-1 checkout-5xx (K7MQ)',
  email: 'mail',
  sms: `SEV-1 checkout-5xx. ACK now\n${link}`,
  spoken: 'This is Tocsin.',
  link,
};
const reminder = { ...outgoing, message: { ...outgoing.message, kind: 'reminder' as const } };
const alex: Responder = { id: 'alex', name: 'Alex', email: 'a@example.com', phone: '+447700900101', timeZone: 'UTC' };
const bodyOf = ({ body }: { readonly body: string }) => JSON.parse(body) as Record<string, unknown>;

test('a call goes from the number to the phone, says the words, and is not made when it is late', async () => {
  const client = new PinpointSMSVoiceV2Client({});
  const voice = mockClient(client);
  voice.on(SendVoiceMessageCommand).resolves({});
  await spokenMessages('phone-0', client)(outgoing, alex);
  expect(voice.commandCalls(SendVoiceMessageCommand)[0]?.args[0].input).toEqual({
    DestinationPhoneNumber: '+447700900101',
    OriginationIdentity: 'phone-0',
    MessageBody: 'This is Tocsin.',
    MessageBodyTextType: 'TEXT',
    TimeToLive: 300,
    Context: { kind: 'page', incidentId: 'K7MQ', responder: 'alex', level: '1', attempt: '1' },
  });
  const { phone: _, ...mute } = alex;
  await expect(spokenMessages('phone-0', client)(outgoing, mute)).rejects.toThrow('alex cannot be called');
});

test('ntfy gets its topic in JSON, a page with the priority that wakes a sleeper', () => {
  const address = { url: 'https://ntfy.example.com/alex-pages', token: 'tk_1' };
  const page = pushRequest('ntfy', address, outgoing, 0);
  expect(page).toMatchObject({ url: 'https://ntfy.example.com', headers: { authorization: 'Bearer tk_1' } });
  expect(bodyOf(page)).toEqual({
    topic: 'alex-pages',
    title: 'SEV-1 checkout-5xx (K7MQ)',
    message: 'SEV-1 checkout-5xx. ACK now',
    priority: 5,
    click: link,
    actions: [{ action: 'view', label: 'Open', url: link }],
  });
  expect(bodyOf(pushRequest('ntfy', address, { ...reminder, link: undefined }, 0))).toMatchObject({
    priority: 4,
    actions: [],
  });
});

test('Pushover gets an emergency for a page, which it repeats itself', () => {
  const page = pushRequest('pushover', { token: 'app', user: 'alex' }, outgoing, 0);
  expect(page.url).toBe('https://api.pushover.net/1/messages.json');
  expect(bodyOf(page)).toMatchObject({ token: 'app', user: 'alex', priority: 2, retry: 60, expire: 300, url: link });
  const other = bodyOf(pushRequest('pushover', { token: 'app', user: 'alex' }, reminder, 0));
  expect([other['priority'], other['retry']]).toEqual([1, undefined]);
});

test('any other address gets JSON, signed over its time', () => {
  const { body, headers } = pushRequest(
    'generic',
    { url: 'https://x.example.com/y', secret: 's' },
    outgoing,
    1_700_000_000_123,
  );
  const mac = createHmac('sha256', 's').update(`1700000000.${body}`).digest('hex');
  expect(headers).toMatchObject({ 'tocsin-timestamp': '1700000000', 'tocsin-signature': `v1=${mac}` });
  expect(JSON.parse(body)).toMatchObject({
    version: 1,
    kind: 'page',
    incident: 'K7MQ',
    responder: 'alex',
    level: 1,
    link,
  });
});

test.each([
  ['ntfy', {}, 'url'],
  ['pushover', { user: 'alex' }, 'token'],
  ['pushover', { token: 'app' }, 'user'],
  ['generic', { url: 'https://x.example.com' }, 'secret'],
] as const)('an address for %s that lacks something says what', (app, address, member) => {
  expect(() => pushRequest(app, address, outgoing, 0)).toThrow(`The address has no "${member}". Mend: docs/on-call.md`);
});

describe('the secret of addresses', () => {
  const client = new SecretsManagerClient({});
  const secrets = mockClient(client);
  beforeEach(() => secrets.reset());
  const holds = (value: object) => ({ SecretString: JSON.stringify(value) });

  test('is fetched once in five minutes; while the store is down, what is known stays in use', async () => {
    secrets
      .on(GetSecretValueCommand)
      .resolvesOnce(holds({ alex: { url: 'a' } }))
      .rejects(new Error('down'));
    const addressOf = channelAddresses('arn:secret', client);
    expect([await addressOf('alex'), await addressOf('alex')]).toEqual([{ url: 'a' }, { url: 'a' }]);
    expect(secrets.commandCalls(GetSecretValueCommand)).toHaveLength(1);
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 6 * 60_000);
    expect(await addressOf('alex')).toEqual({ url: 'a' });
    clock.mockRestore();
    await expect(channelAddresses('arn:secret', client)('alex')).rejects.toThrow('down');
  });

  test.each(['sam', 'constructor', '__proto__'])('that has no address for %s says how to mend it', async (name) => {
    secrets.on(GetSecretValueCommand).resolves(holds({ alex: {} }));
    await expect(channelAddresses('arn:secret', client)(name)).rejects.toThrow(/has no address for .* Mend: docs/);
  });
});

test('a push goes to the address of its person', async () => {
  const posted: HttpsPost[] = [];
  const push = pushApps(
    async (name) => ({ url: `https://push.example.com/${name}` }),
    async (post) => void posted.push(post),
  );
  await push(outgoing, { ...alex, push: 'ntfy' });
  expect(bodyOf(posted[0]!)).toMatchObject({ topic: 'alex' });
  await expect(push(outgoing, alex)).rejects.toThrow('alex has no app for pushes any more');
});
