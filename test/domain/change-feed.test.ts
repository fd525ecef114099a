import type { ChangeNote } from '../../domain/alert';
import { changesFor, changeWindow } from '../../domain/change-feed';

const at = (minute: number) => `2027-03-03T02:${String(minute).padStart(2, '0')}:00.000Z`;
const note = (changed: string, minute: number, patch: Partial<ChangeNote> = {}): ChangeNote => ({
  id: changed,
  source: 'aws.codepipeline',
  changed,
  at: at(minute),
  ...patch,
});
const incident = { service: 'checkout', account: '111122223333' };

test('M50: changes of the service come first, then those of its account, the newest first', () => {
  const notes = [
    note('another account', 50),
    note('same account', 10, { account: '111122223333' }),
    note('the service, early', 1, { about: 'checkout' }),
    note('a name that only begins alike', 40, { about: 'checkouts' }),
    note('the service, late', 5, { about: 'Checkout_API', account: '999999999999' }),
  ];
  expect(changesFor(incident, notes).map(({ changed }) => changed)).toEqual([
    'the service, late',
    'the service, early',
    'same account',
    'another account',
    'a name that only begins alike',
  ]);
  expect(changesFor({}, notes)[0]?.changed).toBe('another account');
});

test('no more than ten are shown', () => {
  expect(
    changesFor(
      incident,
      Array.from({ length: 30 }, (_, index) => note(`change ${index}`, index)),
    ),
  ).toHaveLength(10);
});

test('the two hours before the opening are looked at', () => {
  expect(changeWindow({ openedAt: at(2) })).toEqual({ from: '2027-03-03T00:02:00.000Z', to: at(2) });
});
