import { configuration } from '../../config';
import { pagedAtAnyHour } from '../../domain/round-the-clock';
import { between, day, hour } from '../../domain/instant';
import type { Responder } from '../../domain/responder';
import {
  nextOfTestPages,
  noTestPages,
  testPageStep,
  testedBy,
  withWeekly,
  type TestPages,
} from '../../domain/test-page';

const saturday = '2027-03-20T12:00:00.000Z';
const berlin = { timeZone: 'Europe/Berlin' };
const alex: Responder = { id: 'alex', name: 'Alex', email: 'a@example.com', phone: '+4915112345678', ...berlin };

/** The times at which a test page of the week is sent, from one Saturday on, when it is looked for each minute. */
function sentAt(tests: TestPages, weeks: number): string[] {
  let known = tests;
  return Array.from({ length: weeks }, () => {
    const at = nextOfTestPages(known)!;
    const step = testPageStep(known, ['sms'], at)!;
    expect(step.due).toBe('send');
    known = { ...step.tests, queuedAt: undefined, takenUntil: undefined };
    return at;
  });
}

test('M43: the week is one of the clock on the wall: 167 hours where clocks are put forward', () => {
  const tests = withWeekly(noTestPages, berlin, {}, saturday)!;
  const times = sentAt(tests, 3);
  expect(times).toEqual(['2027-03-23T09:00:00.000Z', '2027-03-30T08:00:00.000Z', '2027-04-06T08:00:00.000Z']);
  expect(between(times[0]!, times[1]!)).toBe(167 * hour);
});

test('another day, another time or another zone begins anew; the same leaves it alone; never ends it', () => {
  const tests = withWeekly(noTestPages, berlin, {}, saturday)!;
  expect(withWeekly(tests, berlin, {}, '2027-03-22T12:00:00.000Z')).toBeUndefined();
  const sunday = { testPages: { on: 'Sun', at: '02:30' } } as const;
  expect(withWeekly(tests, berlin, sunday, '2027-03-27T12:00:00.000Z')!.weekly!.at).toBe('2027-03-28T01:00:00.000Z');
  expect(withWeekly(tests, { timeZone: 'Asia/Kathmandu' }, {}, saturday)!.weekly!.at).toBe('2027-03-23T04:15:00.000Z');
  const never = withWeekly(tests, berlin, { testPages: 'never' }, saturday)!;
  expect(nextOfTestPages(never)).toBeUndefined();
  expect(withWeekly(never, berlin, { testPages: 'never' }, saturday)).toBeUndefined();
});

test('on the very day, it is the same day before that time, and a week later from it on', () => {
  const at = (now: string) => withWeekly(noTestPages, berlin, {}, now)!.weekly!.at;
  expect(at('2027-03-23T08:59:59.999Z')).toBe('2027-03-23T09:00:00.000Z');
  expect(at('2027-03-23T09:00:00.000Z')).toBe('2027-03-30T08:00:00.000Z');
});

test('after weeks without anything one test page is sent, not one for each week', () => {
  const tests = withWeekly(noTestPages, berlin, {}, saturday)!;
  const late = new Date(Date.parse(saturday) + 30 * day).toISOString();
  const step = testPageStep(tests, ['sms'], late)!;
  expect([step.due, step.tests.number]).toEqual(['send', 1]);
  expect(step.tests.weekly!.at > late).toBe(true);
});

test('tests go by whatever carries a link, in the order that the person chose', () => {
  expect(testedBy(alex)).toEqual(['sms', 'email']);
  expect(testedBy({ ...alex, push: 'ntfy', channels: ['push', 'voice', 'sms'] })).toEqual(['push', 'sms', 'email']);
  expect(testedBy({ ...alex, phone: undefined })).toEqual(['email']);
});

test('paged at any hour is whoever a policy, a rotation for all hours, or the chain of command names', () => {
  expect([...pagedAtAnyHour(configuration)].sort()).toEqual(['alex', 'kim', 'sam']);
  const rotation = configuration.onCall!.rotations![0]!;
  const only = {
    ...{ responders: [alex], lastResort: 'kim' },
    escalationPolicies: [{ id: 'p', levels: [[{ rotation: rotation.id }]] }],
  };
  expect(pagedAtAnyHour({ ...only, onCall: { rotations: [rotation] } })).toEqual(['alex', 'sam', 'kim']);
  const byDay = { ...rotation, pagedDuring: 'berlin' };
  expect(pagedAtAnyHour({ ...only, onCall: { rotations: [byDay], chainOfCommand: ['lee'] } })).toEqual(['lee', 'kim']);
});
