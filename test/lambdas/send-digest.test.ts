import { acknowledge } from '../../domain/commands';
import { instant, minute } from '../../domain/instant';
import { resolve } from '../../domain/public-commands';
import { readLinkToken } from '../../lambdas/link-token';
import { notifyResponders } from '../../lambdas/notify-responders/notify-responders';
import { sendDigest } from '../../lambdas/notify-responders/send-digest';
import { World } from '../support/domain-world';
import { MemoryLedgers } from './support/memory-ledgers';
import { MemoryOutbox, memoryKeys } from './support/memory-outbox';
import { recorders } from './support/recorders';

/** Some SEV-4 that opened in the night, at nine on the next business morning. */
async function morning(count: number) {
  const world = new World();
  const ids = Array.from({ length: count }, (_, index) => `S00${index}`);
  const scenes = ids.map((id) => world.open({ id, severity: 4 }));
  world.skip(60 * 24 * 3);
  const outbox = new MemoryOutbox(world);
  const ledgers = new MemoryLedgers();
  const linkKeys = memoryKeys();
  const { log, codes } = recorders();
  const deps = {
    ...{ outbox, ledgers, linkKeys, log, notifier: outbox, sleep: outbox.sleep },
    changes: { between: async () => [] },
    apiUrl: 'https://api.example.com',
    now: () => outbox.time,
  };
  const notify = (incidentId: string) =>
    notifyResponders({ incidentId, numbers: [1] }, { ...deps, holder: `run ${incidentId}` });
  for (const incidentId of ids) await notify(incidentId);
  return { scenes, outbox, ledgers, linkKeys, codes, notify, send: () => sendDigest('alex', deps) };
}

test('the SEV-4 of a morning come to a person as one mail, which names each with its link', async () => {
  const { outbox, ledgers, linkKeys, codes, send } = await morning(3);
  expect([outbox.delivered, codes()]).toEqual([[], ['T305', 'T305', 'T305']]);
  await send();
  expect(outbox.delivered).toEqual([]);
  outbox.time += minute;
  await send();
  await send();
  expect(outbox.delivered).toHaveLength(1);
  const { subject, email, message } = outbox.delivered[0]!;
  expect([subject, message.channels]).toEqual(['SEV-4: 3 incidents this morning (S000 S001 S002)', ['email']]);
  const tokens = [...email.matchAll(/\/a\/(\S{28})$/gm)].map(([, token]) => token!);
  const incidents = await Promise.all(tokens.map(async (token) => (await readLinkToken(token, linkKeys))?.incidentId));
  expect(incidents).toEqual(['S000', 'S001', 'S002']);
  expect(outbox.marks.get('S002 1')?.sentAt).toBe(instant(outbox.time));
  expect(ledgers.kept.get('alex')?.digest).toBeUndefined();
});

test('one alone leaves as its own mail, and what is over by then not at all', async () => {
  const { scenes, outbox, send } = await morning(2);
  scenes[0]!.command('alex', acknowledge);
  scenes[1]!.command('alex', (context) => resolve(context, { reason: 'It is over.' }));
  outbox.time += minute;
  await send();
  expect(outbox.delivered.map(({ subject }) => subject)).toEqual(['SEV-4 checkout-5xx (S000)']);
  expect(outbox.marks.get('S001 1')?.why).toBe('the incident is resolved');
});

test('F2: one whose digest never left leaves by itself when it is overdue', async () => {
  const { outbox, ledgers, notify } = await morning(2);
  outbox.time += 4 * minute;
  await notify('S000');
  expect(outbox.delivered.map(({ subject }) => subject)).toEqual(['SEV-4 checkout-5xx (S000)']);
  expect(ledgers.kept.get('alex')?.digest?.mails).toEqual([{ incidentId: 'S001', number: 1 }]);
});

test('F2: a digest that died after sending comes again: twice is a nuisance, lost is an outage', async () => {
  const { outbox, send } = await morning(2);
  outbox.time += minute;
  const bundled = outbox.bundled.bind(outbox);
  outbox.bundled = () => Promise.reject(new Error('the function died'));
  await expect(send()).rejects.toThrow('died');
  outbox.bundled = bundled;
  await send();
  expect(outbox.delivered).toHaveLength(1);
  outbox.time += 2 * minute;
  await send();
  expect(outbox.delivered).toHaveLength(2);
});
