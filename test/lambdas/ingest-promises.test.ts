import { plus } from '../../domain/instant';
import { begin, intake, message } from './support/intake-scene';

test('an alarm that fires under a mute is looked at again when it ends; an OK, muted or not, makes that needless', async () => {
  const { take, muted, pages, world } = intake();
  const until = plus(begin, 600_000);
  const mutedMessage = (value: string, minute: number, id: string) => {
    const { messageId, body } = message(value, minute, { id });
    const event = JSON.parse(body) as { detail: Record<string, unknown> };
    event.detail['muteDetail'] = { mutedByArn: 'arn:rule', muteWindowEnd: until };
    return { messageId, body: JSON.stringify(event) };
  };
  await take([mutedMessage('ALARM', 0, 'muted')]);
  const [kept] = [...muted.kept.values()];
  expect(kept).toMatchObject({ until });
  expect(kept!.event).not.toContain('muteDetail');
  expect(world.incidents.size).toBe(0);
  await take([mutedMessage('OK', 1, 'ok')], 1);
  expect(muted.kept.size).toBe(0);
  await take([mutedMessage('ALARM', 2, 'again')], 2);
  await take([{ messageId: 'muted-x', body: [...muted.kept.values()][0]!.event }], 10);
  expect(pages()).toEqual(['alex']);
});

test.each([
  ['WaitPeriod', 2],
  ['ExtensionPeriod', 3],
  ['Alarm', 60],
])(
  'I1: what a composite suppresses by %s, and does not end, is taken in again after %i minutes',
  async (by, minutes) => {
    const { take, muted, pages } = intake();
    const { messageId, body } = message('ALARM', 0);
    const event = JSON.parse(body) as { detail: { state: Record<string, unknown>; configuration: object } };
    event.detail.state['actionsSuppressedBy'] = by;
    event.detail.state['actionsSuppressedReason'] = `Actions suppressed by ${by}`;
    event.detail.configuration = { actionsSuppressorWaitPeriod: 120, actionsSuppressorExtensionPeriod: 180 };
    await take([{ messageId, body: JSON.stringify(event) }]);
    const [kept] = [...muted.kept.values()];
    expect(kept).toMatchObject({ until: plus(begin, minutes * 60_000), because: 'suppressed by its composite alarm' });
    expect(pages()).toEqual([]);
    await take([{ messageId: 'again', body: kept!.event }], minutes);
    expect(pages()).toEqual(['alex']);
  },
);

test('F18: what fails comes again soon, and only after many times by the queue itself', async () => {
  const { store, take, queue } = intake();
  store.commit = () => Promise.resolve('lost-race');
  const failing = (id: string, times: string) => ({
    ...message('ALARM', 0, { id }),
    receiptHandle: `handle-${id}`,
    attributes: { ApproximateReceiveCount: times },
  });
  expect(await take([failing('young', '1')])).toHaveLength(1);
  expect(await take([failing('old', '21')])).toHaveLength(1);
  expect(queue.soon).toEqual(['handle-young']);
});
