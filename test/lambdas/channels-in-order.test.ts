import { configuration } from '@tocsin/config';
import { acknowledge } from '../../domain/commands';
import type { Channel, Responder } from '../../domain/responder';
import type { Severity } from '../../domain/severity';
import { notifyResponders } from '../../lambdas/notify-responders/notify-responders';
import { World } from '../support/domain-world';
import { MemoryLedgers } from './support/memory-ledgers';
import { MemoryOutbox, memoryKeys } from './support/memory-outbox';
import { recorders } from './support/recorders';

const order: readonly Channel[] = ['push', 'sms', 'voice', 'email'];

/** An incident whose level 1, alex, has an order; what each channel carries is noted as `page 1 push`. */
function scene({ severity = 2, alex = {} }: { severity?: Severity; alex?: Partial<Responder> } = {}) {
  const people = configuration.responders.map((person) =>
    person.id === 'alex' ? ({ ...person, push: 'ntfy', channels: order, ...alex } satisfies Responder) : person,
  );
  jest.replaceProperty(configuration, 'responders', people);
  const world = new World();
  const incident = world.open({ severity });
  const outbox = new MemoryOutbox(world);
  const carried: string[] = [];
  const broken = new Set<Channel>();
  const carry =
    (channel: Channel) =>
    async ({ message }: { message: { kind: string; number: number } }) => {
      if (broken.has(channel)) throw new Error(`${channel} is down`);
      carried.push(`${message.kind} ${message.number} ${channel}`);
    };
  const recorded = recorders();
  const deps = {
    outbox,
    ledgers: new MemoryLedgers(),
    notifier: {
      send: async (outgoing: { message: { kind: string; number: number; channels: readonly Channel[] } }) => {
        for (const channel of outgoing.message.channels) await carry(channel)(outgoing);
      },
    },
    voice: carry('voice'),
    push: carry('push'),
    linkKeys: memoryKeys(),
    changes: { between: async () => [] },
    apiUrl: 'https://api.example.com',
    now: () => outbox.time,
    sleep: outbox.sleep,
    log: recorded.log,
  };
  let runs = 0;
  const notify = (...numbers: number[]) =>
    notifyResponders({ incidentId: 'K7MQ', numbers }, { ...deps, holder: `run ${++runs}` });
  const mark = (number = 1) => outbox.marks.get(`K7MQ ${number}`);
  return { world, incident, outbox, carried, broken, notify, mark, deps, ...recorded };
}

afterEach(() => jest.restoreAllMocks());

test('M91: the first page of a SEV-1 leaves by every channel of the order', async () => {
  const { notify, carried, mark } = scene({ severity: 1 });
  await notify(1);
  expect(carried.sort()).toEqual(['page 1 email', 'page 1 push', 'page 1 sms', 'page 1 voice']);
  expect(mark()?.sentAt).toBeDefined();
});

test('M91: a page of a SEV-2 leaves by the first, and while its person is silent by one more each time', async () => {
  const { notify, carried, world } = scene();
  await notify(1);
  expect(carried).toEqual(['page 1 push']);
  world.skip(5);
  const again = world.messages.find(({ to, kind, attempt }) => to === 'alex' && kind === 'page' && attempt === 2)!;
  await notify(again.number);
  expect(carried.slice(1).sort()).toEqual([`page ${again.number} push`, `page ${again.number} sms`]);
});

test('a channel that fails: the next one carries the page in the same run, and the first is tried again, alone', async () => {
  const { notify, carried, broken, mark, codes, outbox } = scene();
  broken.add('push');
  await notify(1);
  expect([carried, mark(), codes()]).toEqual([['page 1 sms'], { left: ['sms'] }, ['T310', 'T312']]);
  expect(outbox.postponements.has('K7MQ 1')).toBe(true);
  await notify(1);
  expect(carried).toEqual(['page 1 sms']);
  broken.clear();
  await notify(1);
  expect([carried, mark()?.sentAt !== undefined]).toEqual([['page 1 sms', 'page 1 push'], true]);
});

test('two channels that fail: the third; all of them: the run fails, nothing is marked, and it is all tried again', async () => {
  const { notify, carried, broken, mark } = scene();
  for (const channel of ['push', 'sms'] as const) broken.add(channel);
  await notify(1);
  expect(carried).toEqual(['page 1 voice']);
  const all = scene();
  for (const channel of order) all.broken.add(channel);
  await expect(all.notify(1)).rejects.toThrow('1 of 1 messages of K7MQ were not sent.');
  expect([all.carried, all.mark()]).toEqual([[], undefined]);
  expect(mark()?.sentAt).toBeUndefined();
});

test('SNS that fails: another channel carries the page', async () => {
  const { notify, carried, broken, mark } = scene({ alex: { channels: ['sms', 'push'] } });
  broken.add('sms');
  await notify(1);
  expect([carried, mark()?.left]).toEqual([['page 1 push'], ['push']]);
});

test('a channel that fails for a quarter of an hour is given up, with a line in the log', async () => {
  const { notify, broken, mark, outbox, codes } = scene();
  broken.add('push');
  await notify(1);
  outbox.time += 15 * 60_000;
  await notify(1);
  expect(mark()?.sentAt).toBeDefined();
  expect(codes()).toContain('T311');
});

test('F2: a run that dies between two channels: what had left leaves again, and nothing is missing', async () => {
  const { notify, carried, outbox, mark } = scene({ severity: 1 });
  outbox.sent = async () => {
    throw new Error('the process died');
  };
  await expect(notify(1)).rejects.toThrow();
  outbox.sent = MemoryOutbox.prototype.sent.bind(outbox);
  await notify(1);
  expect(new Set(carried)).toEqual(new Set(['page 1 email', 'page 1 push', 'page 1 sms', 'page 1 voice']));
  expect(mark()?.sentAt).toBeDefined();
});

test('text messages and mails of all messages go first: a push that hangs delays none', async () => {
  const { deps, carried, outbox } = scene({ severity: 1 });
  let answered = () => {};
  const push = () => new Promise<void>((done) => (answered = done));
  const run = notifyResponders({ incidentId: 'K7MQ', numbers: [1, 2] }, { ...deps, push, holder: 'run' });
  while (carried.length < 4) await new Promise((turn) => setImmediate(turn));
  expect(carried).toEqual(['page 1 sms', 'page 1 email', 'notice 2 email', 'page 1 voice']);
  expect(outbox.marks.has('K7MQ 1')).toBe(false);
  answered();
  await run;
  expect(outbox.marks.get('K7MQ 1')?.sentAt).toBeDefined();
});

test('I4: somebody acknowledges after the text message: no push and no call follow', async () => {
  const { deps, incident, world, carried, outbox } = scene({ severity: 1 });
  world.skip(0);
  const notifier = {
    send: async (outgoing: Parameters<typeof deps.notifier.send>[0]) => {
      await deps.notifier.send(outgoing);
      incident.command('sam', acknowledge);
    },
  };
  await notifyResponders({ incidentId: 'K7MQ', numbers: [1] }, { ...deps, notifier, holder: 'run' });
  expect(carried).toEqual(['page 1 sms', 'page 1 email']);
  expect(outbox.marks.get('K7MQ 1')?.sentAt).toBeDefined();
});
