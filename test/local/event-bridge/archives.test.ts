import { Clock } from '../../../local/clock';
import { Archives } from '../../../local/event-bridge/archives';
import type { BusEvent } from '../../../local/event-bridge/bus-event';
import type { ResolvedResource } from '../../../local/template/resolved-resource';

const busArn = 'arn:aws:events:eu-central-1:000000000000:event-bus/default';
const arn = 'arn:aws:events:eu-central-1:000000000000:archive/kept';
const begin = Date.parse('2026-11-21T02:00:00Z');
const event = (source: string, minute: number) =>
  ({ source, time: new Date(begin + minute * 60_000).toISOString(), id: `${source}-${minute}` }) as unknown as BusEvent;
const request = (from: number, to: number) => ({
  ReplayName: 'again',
  EventSourceArn: arn,
  EventStartTime: begin / 1_000 + from * 60,
  EventEndTime: begin / 1_000 + to * 60,
  Destination: { Arn: busArn },
});

function archives() {
  const clock = new Clock(begin, 0);
  const properties = { SourceArn: busArn, EventPattern: { source: ['aws.health'] }, RetentionDays: 1 };
  const resource = { type: 'AWS::Events::Archive', logicalId: 'Kept', arn, properties } as unknown as ResolvedResource;
  return { clock, archives: new Archives([resource], clock, undefined) };
}

test('keeps what matches of its own bus, and gives out a window of it by its times, named; never what was replayed', () => {
  const { archives: kept } = archives();
  for (const each of [event('aws.health', 5), event('aws.health', 1), event('aws.health', 9), event('shop', 2)])
    kept.keep(each, busArn);
  kept.keep(event('aws.health', 3), `${busArn}-other`);
  kept.keep({ ...event('aws.health', 4), 'replay-name': 'before' } as BusEvent, busArn);
  expect(kept.replay(request(1, 5))).toEqual([
    { ...event('aws.health', 1), 'replay-name': 'again' },
    { ...event('aws.health', 5), 'replay-name': 'again' },
  ]);
});

test('forgets when its time is over', async () => {
  const { archives: kept, clock } = archives();
  kept.keep(event('aws.health', 1), busArn);
  await clock.advance(24 * 3_600_000 + 1);
  expect(kept.replay(request(0, 5))).toEqual([]);
});

test.each([
  ['an archive that is not there', { EventSourceArn: `${arn}-not` }, /does not exist/],
  ['another bus than its own', { Destination: { Arn: `${busArn}-other` } }, /Destination/],
  ['a window that ends before it begins', { EventEndTime: 0 }, /EventEndTime/],
  ['a name with odd characters', { ReplayName: 'a b' }, /ReplayName/],
])('refuses %s', (_, wrong, why) => {
  const { archives: kept } = archives();
  expect(kept.refusalOf(request(0, 5))).toBeUndefined();
  expect(kept.refusalOf({ ...request(0, 5), ...wrong })).toMatch(why);
});
