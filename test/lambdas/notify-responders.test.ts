import fc from 'fast-check';
import type { ChangeNote } from '../../domain/alert';
import { acknowledge } from '../../domain/commands';
import { decline } from '../../domain/decline';
import { resolve } from '../../domain/public-commands';
import { readLinkToken } from '../../lambdas/link-token';
import { notifyResponders } from '../../lambdas/notify-responders/notify-responders';
import { World } from '../support/domain-world';
import { MemoryLedgers } from './support/memory-ledgers';
import { MemoryOutbox, memoryKeys } from './support/memory-outbox';
import { chance, randomPause, recorders } from './support/recorders';

function scene(changes: () => ChangeNote[] = () => []) {
  const world = new World();
  const incident = world.open({ publishes: true });
  const outbox = new MemoryOutbox(world);
  const ledgers = new MemoryLedgers();
  const linkKeys = memoryKeys();
  const recorded = recorders();
  let runs = 0;
  const notify = (...numbers: number[]) =>
    notifyResponders(
      { incidentId: 'K7MQ', numbers },
      {
        outbox,
        ledgers,
        notifier: outbox,
        linkKeys,
        changes: { between: async () => changes() },
        apiUrl: 'https://api.example.com',
        now: () => outbox.time,
        sleep: outbox.sleep,
        holder: `run ${++runs}`,
        log: recorded.log,
      },
    );
  const sent = () => outbox.delivered.map(({ message }) => message.number);
  return { world, incident, outbox, linkKeys, notify, sent, ...recorded };
}

test('each message goes out once, by its texts, with a link of its own', async () => {
  const { notify, outbox, linkKeys, codes } = scene();
  await notify(1, 2);
  await notify(1, 2);
  expect(outbox.delivered.map(({ message }) => `${message.kind} ${message.to}`)).toEqual(['page alex', 'notice kim']);
  const [page] = outbox.delivered;
  expect(page?.subject).toBe('SEV-1 checkout-5xx (K7MQ)');
  const [, token = ''] = /https:\/\/api\.example\.com\/a\/(\S{28})\b/.exec(page!.sms) ?? [];
  expect(page?.email).toContain(`https://api.example.com/a/${token}`);
  expect(await readLinkToken(token, linkKeys)).toEqual({ incidentId: 'K7MQ', number: 1 });
  expect(codes()).toEqual(['T300', 'T300']);
  expect(outbox.leases.size).toBe(0);
});

test('M50: the first page says what changed before; a page that cannot learn that leaves without it', async () => {
  const note = { id: 'e', source: 'x', changed: 'deployment of checkout succeeded', at: '2027-07-03T00:41:00.000Z' };
  const told = scene(() => [note]);
  await told.notify(1, 2);
  const [page, notice] = told.outbox.delivered;
  expect(page?.email).toContain('Changed   deployment of checkout succeeded 02:41');
  expect(notice?.email).not.toContain('Changed');
  const broken = scene(() => {
    throw new Error('throttled');
  });
  await broken.notify(1);
  expect(broken.sent()).toEqual([1]);
  expect(broken.codes()).toEqual(['T141', 'T300']);
});

test('what still waits for somebody who has declined is withheld, but not what everybody gets later', async () => {
  const { notify, outbox, incident, world } = scene();
  world.skip(1);
  incident.command('alex', (context) => decline(context));
  world.skip(16);
  const mine = world.messages.filter(({ to, kind }) => to === 'alex' && kind === 'page');
  expect(mine.map(({ saying }) => saying.says)).toEqual(['first-page', 'nobody-came']);
  await notify(...mine.map(({ number }) => number));
  expect(outbox.delivered.map(({ message }) => message.number)).toEqual([mine[1]!.number]);
});

test('a page that a newer one to the same person has overtaken is withheld: after an outage nobody gets a storm', async () => {
  const { world, notify, outbox, codes } = scene();
  world.skip(30);
  const pages = world.messages.filter(({ kind, to }) => kind === 'page' && to === 'alex');
  expect(pages.length).toBeGreaterThan(4);
  outbox.time = Date.parse(world.now);
  await notify(...pages.map(({ number }) => number));
  expect(outbox.delivered.map(({ message }) => message.number)).toEqual([pages.at(-1)!.number]);
  expect(codes().filter((code) => code === 'T301')).toHaveLength(pages.length - 1);
});

test('times are told in the zone of the person who reads them', async () => {
  const { notify, outbox } = scene();
  await notify(1, 2);
  expect(outbox.delivered[0]?.sms).toContain('03:02 CEST');
  expect(outbox.delivered[1]?.email).toContain('Since     02:02 BST (01:02 UTC)');
});

test('neither a link nor an address is in any line of the log', async () => {
  const { notify, lines } = scene();
  await notify(1, 2);
  expect(JSON.stringify(lines)).not.toMatch(/https?:|@|\+44/);
});

test('a page is withheld once somebody has acknowledged, a message of an open incident once it is resolved', async () => {
  const { notify, incident, world, outbox, sent } = scene();
  world.skip(2);
  incident.command('sam', acknowledge);
  await notify(3);
  expect(sent()).toEqual([]);
  expect(outbox.marks.get('K7MQ 3')?.why).toBe('somebody has acknowledged');
  incident.command('sam', (context) => resolve(context, { reason: 'x' }));
  await notify(2);
  expect(outbox.marks.get('K7MQ 2')?.why).toBe('the incident is resolved');
});

test('"who has it" and "resolved" go out whatever has happened since, without a link', async () => {
  const { notify, incident, world, outbox } = scene();
  world.skip(2);
  incident.command('sam', acknowledge);
  incident.command('sam', (context) => resolve(context, { reason: 'x' }));
  const after = world.messages.filter(({ worthWhile }) => worthWhile === 'always').map(({ number }) => number);
  await notify(...after);
  const saying = (number: number) => world.messages.find((message) => message.number === number)?.saying.says;
  expect(outbox.delivered.map(({ message }) => saying(message.number))).toEqual(['acknowledged', 'resolved']);
  for (const { sms, email } of outbox.delivered) expect(sms + email).not.toContain('/a/');
});

test('a message that cannot be sent does not stop the others; the run fails, and a second one sends only what is missing', async () => {
  const { notify, outbox, sent, codes } = scene();
  outbox.failing.add(1);
  await expect(notify(1, 2)).rejects.toThrow('1 of 2 messages of K7MQ were not sent.');
  expect(sent()).toEqual([2]);
  expect(outbox.leases.size).toBe(0);
  expect(codes()).toContain('T303');
  outbox.failing.clear();
  await notify(1, 2);
  expect(sent()).toEqual([2, 1]);
});

test('a number that was never queued is nothing', async () => {
  const { notify, sent } = scene();
  await notify(99);
  expect(sent()).toEqual([]);
});

test('while another run sends for the incident, this one waits; it gives up after 5 seconds and sends nothing', async () => {
  const { notify, outbox, sent, codes } = scene();
  outbox.leases.set('K7MQ', { holder: 'another', until: '2027-07-03T01:02:44.000Z' });
  await notify(1);
  expect(sent()).toEqual([1]);
  outbox.leases.set('K7MQ', { holder: 'another', until: '2027-07-03T09:00:00.000Z' });
  await expect(notify(2)).rejects.toThrow('Another run is sending for K7MQ');
  expect(sent()).toEqual([1]);
  expect(codes()).toContain('T302');
});

test('any number of runs for the same messages, in any order of their calls: each is sent once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 2, max: 4 }), async (seed, runs) => {
      const { notify, outbox, sent } = scene();
      const random = chance(seed);
      outbox.pause = () => randomPause(random);
      await Promise.allSettled(Array.from({ length: runs }, () => notify(1, 2)));
      expect([...sent()].sort()).toEqual([1, 2]);
    }),
    { numRuns: 60 },
  );
});

test('any acknowledgement while pages are leaving: at most the one that is just leaving crosses it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 0, max: 60 }), async (seed, when) => {
      const { world, incident, notify, outbox } = scene();
      world.skip(9);
      const pages = world.messages.filter(({ kind }) => kind === 'page').map(({ number }) => number);
      const random = chance(seed);
      let acknowledgedAfter = Infinity;
      let turns = 0;
      outbox.pause = async () => {
        if (turns++ === when) {
          incident.command('sam', acknowledge);
          acknowledgedAfter = outbox.delivered.length;
        }
        await randomPause(random);
      };
      await notify(...pages);
      expect(outbox.delivered.length - acknowledgedAfter).toBeLessThanOrEqual(1);
    }),
    { numRuns: 60 },
  );
});
