import { acknowledge } from '../../domain/commands';
import type { LateMail } from '../../lambdas/mail-pace';
import { pacedMail, sendLateMail } from '../../lambdas/notify-responders/paced-mail';
import type { OutgoingMessage } from '../../lambdas/ports';
import { World } from '../support/domain-world';
import { MemoryOutbox } from './support/memory-outbox';
import { recorders } from './support/recorders';

/** A notifier whose next free second is `wait` seconds away; what leaves is noted as `sms,email`. */
function scene(wait = 0) {
  const world = new World();
  const incident = world.open();
  const outbox = new MemoryOutbox(world);
  const left: string[] = [];
  const kept: { mail: LateMail; delay: number }[] = [];
  const recorded = recorders();
  const deps = {
    outbox,
    direct: { send: async ({ message }: OutgoingMessage) => void left.push(message.channels.join()) },
    seconds: { take: async (now: number) => now + wait },
    lateMails: { keep: async (mail: LateMail, delay: number) => void kept.push({ mail, delay }) },
    now: () => outbox.time,
    log: recorded.log,
  };
  const outgoing: OutgoingMessage = {
    message: world.messages[0]!,
    subject: 's',
    email: 'e',
    sms: 't',
    ofIncident: true,
  };
  return { world, incident, outbox, left, kept, deps, outgoing, ...recorded };
}
const broken = async () => {
  throw new Error('down');
};

test('a mail with room in this second leaves with its text message', async () => {
  const { deps, outgoing, left, kept } = scene();
  await pacedMail(deps).send(outgoing);
  expect([left, kept]).toEqual([['sms,email'], []]);
});

test('one without room: the text message leaves at once, the mail when its second has come', async () => {
  const { deps, outgoing, left, kept, outbox, codes } = scene(3);
  await pacedMail(deps).send(outgoing);
  expect([left, kept.map(({ delay }) => delay)]).toEqual([['sms'], [3]]);
  await sendLateMail(kept[0]!.mail, deps);
  expect([left, kept.length]).toEqual([['sms'], 2]);
  outbox.time += 3_000;
  await sendLateMail(kept[0]!.mail, deps);
  expect([left, codes()]).toEqual([['sms', 'email'], ['T314']]);
});

test('a message without a mail asks for no second', async () => {
  const { deps, outgoing, left } = scene(3);
  const seconds = { take: broken };
  await pacedMail({ ...deps, seconds }).send({ ...outgoing, message: { ...outgoing.message, channels: ['sms'] } });
  expect(left).toEqual(['sms']);
});

test('a queue keeps a mail back for a quarter of an hour, then once more', async () => {
  const { deps, outgoing, kept } = scene(1_000);
  await pacedMail(deps).send(outgoing);
  expect(kept[0]?.delay).toBe(900);
});

test('I4: a page that waited for its second is withheld once somebody has acknowledged; what is of no incident is not', async () => {
  const { deps, outgoing, left, kept, outbox, incident, codes } = scene(3);
  await pacedMail(deps).send(outgoing);
  await pacedMail(deps).send({ ...outgoing, ofIncident: undefined });
  incident.command('sam', acknowledge);
  outbox.time += 3_000;
  for (const { mail } of [...kept]) await sendLateMail(mail, deps);
  expect([left, codes()]).toEqual([
    ['sms', 'sms', 'email'],
    ['T301', 'T314'],
  ]);
});

test('F1: where the pace cannot be asked, or the queue takes nothing, the mail leaves at once', async () => {
  const { deps, outgoing, left, codes } = scene(3);
  await pacedMail({ ...deps, seconds: { take: broken } }).send(outgoing);
  await pacedMail({ ...deps, lateMails: { keep: broken } }).send(outgoing);
  expect([left, codes()]).toEqual([
    ['sms,email', 'sms', 'email'],
    ['T313', 'T313'],
  ]);
});
