import { auditChannels, noKnownChannels, type KnownChannels, type SeenChannel } from '../../domain/channel-audit';
import { hour, minute, plus } from '../../domain/instant';
import { checkChannels } from '../../lambdas/notify-responders/audit-channels';
import type { OutgoingMessage } from '../../lambdas/ports';
import { memoryReach } from './support/memory-reach';
import { recorders } from './support/recorders';

const night = '2026-11-21T02:00:00.000Z';
const addresses: Readonly<Record<string, { email: string; sms: string }>> = {
  alex: { email: 'alex@example.com', sms: '+447700900101' },
  sam: { email: 'sam@example.com', sms: '+447700900102' },
  kim: { email: 'kim@example.com', sms: '+447700900103' },
};

function scene() {
  const reach = memoryReach();
  const sent: OutgoingMessage[] = [];
  const { log, count, counted, codes } = recorders();
  /** `alex email`, to what SNS says of it: pending, or gone. */
  const ill = new Map<string, 'pending' | 'gone'>();
  let [now, silent] = [night, false];
  const deps = {
    reach,
    count,
    log,
    now: () => Date.parse(now),
    notifier: { send: async (outgoing: OutgoingMessage) => void sent.push(outgoing) },
    subscriptions: {
      of: async (person: string) => {
        if (silent) throw new Error('SNS is down');
        const all = Object.entries(addresses[person]!).map(([protocol, endpoint]) => ({ protocol, endpoint }));
        const state = (protocol: string) => ill.get(`${person} ${protocol}`);
        return all
          .filter(({ protocol }) => state(protocol) !== 'gone')
          .map((each) => ({ ...each, confirmed: state(each.protocol) === undefined }));
      },
    },
  };
  return {
    ...{ reach, ill, counted, codes },
    hide: () => (silent = true),
    run: async (at: string) => {
      now = at;
      await checkChannels(deps);
      return sent.splice(0).map(({ message: { to, channels }, subject }) => `${to} ${channels.join('+')}: ${subject}`);
    },
  };
}

test('an address that got messages and does not any more is told at once and once, by the others and to the last resort', async () => {
  const { run, ill, counted, reach } = scene();
  expect(await run(night)).toEqual([]);
  ill.set('alex email', 'gone');
  expect(await run(plus(night, 15 * minute))).toEqual([
    'alex sms: Pages do not reach you by e-mail',
    'kim email: Alex: e-mail has no subscription any more',
  ]);
  expect(await run(plus(night, 30 * minute))).toEqual([]);
  expect(counted).toEqual({ ResponderChannelsUnconfirmed: 2 });
  ill.delete('alex email');
  expect(await run(plus(night, 45 * minute))).toEqual([]);
  ill.set('alex email', 'pending');
  expect(await run(plus(night, hour))).toHaveLength(2);
  expect(reach.known.channels.filter(({ state }) => state !== 'confirmed')).toHaveLength(1);
});

test('a new address has an hour to be confirmed; what concerns the last resort is told to somebody else if there is anybody', async () => {
  const { run, ill } = scene();
  ill.set('kim email', 'pending');
  expect(await run(night)).toEqual([]);
  expect(await run(plus(night, hour - 1))).toEqual([]);
  expect(await run(plus(night, hour))).toEqual([
    'kim sms: Pages do not reach you by e-mail',
    'kim email: Kim: e-mail is not confirmed',
  ]);
});

test('who has no address left is told by nothing, and the last resort is', async () => {
  const { run, ill } = scene();
  await run(night);
  ill.set('sam email', 'gone').set('sam sms', 'gone');
  expect(await run(plus(night, hour))).toEqual([
    'kim email: Sam: text message has no subscription any more',
    'kim email: Sam: e-mail has no subscription any more',
  ]);
});

test('where SNS does not say, nothing is counted and nothing forgotten: that silence has an alarm', async () => {
  const { run, hide, counted, codes, reach } = scene();
  hide();
  expect(await run(night)).toEqual([]);
  expect([counted, codes(), reach.known]).toEqual([{}, ['T173'], noKnownChannels]);
});

test('nothing is written while nothing changes, and whoever left is forgotten', () => {
  const seen: SeenChannel[] = [{ person: 'alex', channel: 'sms', state: 'confirmed' }];
  const first = auditChannels(noKnownChannels, seen, night);
  expect([first.changed, first.tell]).toEqual([true, []]);
  const known: KnownChannels = { ...first.known, version: 1 };
  expect(auditChannels(known, seen, plus(night, hour)).changed).toBe(false);
  expect(auditChannels(known, [], plus(night, hour))).toEqual({
    ...{ known: { version: 1, channels: [] }, changed: true },
    tell: [],
  });
});
