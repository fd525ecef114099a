import { SpeakerRows } from '../../../lambdas/adapters/speaker-rows';

const word = (source = 'aws.health') => ({
  account: '1',
  region: 'eu-central-1',
  source,
  at: '2026-11-21T02:00:00.000Z',
});
const at = (minute: number) => `2026-11-21T02:0${minute}:00.000Z`;

test('a speaker is written every five minutes at most, with whatever has room for it', () => {
  const rows = new SpeakerRows();
  rows.heard(word(), at(0));
  rows.heard(word(), at(4));
  rows.heard(word('aws.backup'), at(4));
  expect(rows.take(1)).toMatchObject([{ pk: 'SOURCES', sk: '1#eu-central-1#aws.health' }]);
  expect(rows.take(-1)).toEqual([]);
  expect(rows.take(25)).toMatchObject([{ source: 'aws.backup' }]);
  rows.heard(word(), at(5));
  expect(rows.take(25)).toHaveLength(1);
});

test('what a write lost goes alone, once, and spoils no other', () => {
  const rows = new SpeakerRows();
  rows.heard(word(), at(0));
  rows.giveBack(rows.take(3));
  expect(rows.take(3)).toEqual([]);
  rows.heard(word(), at(6));
  expect(rows.takeAll()).toHaveLength(1);
  expect(rows.takeAll()).toEqual([]);
});
