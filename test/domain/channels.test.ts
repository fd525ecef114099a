import fc from 'fast-check';
import { channelsInUse, reachableBy, stillTries, waysTo, type Travelling } from '../../domain/channels';
import { instant, type Instant } from '../../domain/instant';
import { channels, type Channel, type Responder } from '../../domain/responder';
import { severities, type Severity } from '../../domain/severity';

const night: Instant = '2027-03-27T22:30:00.000Z';
const alex: Responder = {
  id: 'alex',
  name: 'Alex',
  email: 'a@example.com',
  phone: '+447700900101',
  timeZone: 'Europe/Berlin',
};
const page = (attempt = 1): Travelling => ({ kind: 'page', attempt, channels: ['sms', 'email'] });
const order: readonly Channel[] = ['push', 'sms', 'voice', 'email'];
const ordered: Responder = { ...alex, push: 'ntfy', channels: order };
const by = (person: Responder | undefined, message: Travelling, severity: Severity, at = night) =>
  waysTo(person, message, severity, at).by.join();

test('without an order everything leaves as it is queued, also for somebody who left the configuration', () => {
  for (const person of [alex, undefined])
    for (const severity of severities) {
      expect(waysTo(person, page(), severity, night)).toEqual({ by: ['sms', 'email'], instead: [] });
      expect(by(person, { kind: 'notice', attempt: 1, channels: ['email'] }, severity)).toBe('email');
    }
});

test('M91: the first page of a SEV-1 takes every channel of the order', () => {
  expect(waysTo(ordered, page(), 1, night)).toEqual({ by: order, instead: [] });
});

test('M91: any other page takes one channel more than the one before, and the rest stands in for what fails', () => {
  expect(waysTo(ordered, page(1), 2, night)).toEqual({ by: ['push'], instead: ['sms', 'voice', 'email'] });
  expect(waysTo(ordered, page(2), 2, night)).toEqual({ by: ['push', 'sms'], instead: ['voice', 'email'] });
  expect(waysTo(ordered, page(9), 2, night)).toEqual({ by: order, instead: [] });
});

test('an order for one severity leaves the others as they are', () => {
  const person: Responder = { ...ordered, channels: { 'SEV-2': ['voice', 'sms'] } };
  expect(by(person, page(), 1)).toBe('sms,email');
  expect(by(person, page(), 2)).toBe('voice');
});

test('what is no page calls nobody: it comes by what can be read, and by mail', () => {
  const reminder: Travelling = { kind: 'reminder', attempt: 1, channels: ['sms', 'email'] };
  expect(by(ordered, reminder, 1)).toBe('push,email');
  expect(by({ ...ordered, channels: ['voice', 'email'] }, reminder, 1)).toBe('email');
  expect(by(ordered, { ...reminder, channels: ['email'] }, 1)).toBe('email');
});

describe('quiet hours', () => {
  const sleeper: Responder = { ...alex, quietHours: { from: '22:00', until: '07:00' } };

  test('SEV-1 and SEV-2 know none', () => {
    expect([by(sleeper, page(), 1), by(sleeper, page(), 2)]).toEqual(['sms,email', 'sms,email']);
  });

  test('M87: a page of a SEV-3 is mailed, and rings when they end by the clock on the wall, DST or not', () => {
    const later = { by: ['sms'], at: '2027-03-28T05:00:00.000Z' };
    expect(waysTo(sleeper, page(), 3, night)).toEqual({ by: ['email'], instead: [], later });
    expect(waysTo(sleeper, page(), 3, '2027-03-28T05:00:00.000Z')).toEqual({ by: ['sms', 'email'], instead: [] });
  });

  test('what is no page is mailed, and never rings', () => {
    expect(waysTo(sleeper, { ...page(), kind: 'reminder' }, 3, night)).toEqual({ by: ['email'], instead: [] });
  });
});

test('I5: whatever somebody configured, every page leaves by something now, and in the end by all that the order asks', () => {
  const anOrder = fc.uniqueArray(fc.constantFrom(...channels), { minLength: 1 });
  const aTime = fc
    .integer({ min: 0, max: 2 * 365 * 24 * 60 })
    .map((minutes) => instant(Date.parse(night) + minutes * 60_000));
  const quiet = fc.option(fc.constantFrom({ from: '22:00', until: '07:00' }, { from: '02:30', until: '03:30' }), {
    nil: undefined,
  });
  fc.assert(
    fc.property(
      anOrder,
      quiet,
      aTime,
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(...severities),
      (own, quietHours, at, attempt, severity) => {
        const person: Responder = { ...ordered, channels: own, ...(quietHours && { quietHours }) };
        const now = waysTo(person, page(attempt), severity, at);
        expect(now.by.length).toBeGreaterThan(0);
        if (!now.later) return;
        expect(now.later.at > at).toBe(true);
        const then = waysTo(person, page(attempt), severity, now.later.at);
        expect(then.later).toBeUndefined();
        expect(then.by).toEqual(expect.arrayContaining([...now.later.by]));
      },
    ),
  );
});

test('what reaches a person, and what of it is in use', () => {
  expect(reachableBy({})).toEqual(['email']);
  expect(channelsInUse(alex)).toEqual(['sms', 'email']);
  expect(channelsInUse({ ...ordered, channels: { 'SEV-1': ['push', 'voice'] } })).toEqual([
    'push',
    'sms',
    'voice',
    'email',
  ]);
  expect(channelsInUse({ ...ordered, channels: ['push'] })).toEqual(['push', 'email']);
});

test('a channel that fails is tried for a quarter of an hour', () => {
  expect(stillTries({ queuedAt: night }, '2027-03-27T22:44:59.000Z')).toBe(true);
  expect(stillTries({ queuedAt: night }, '2027-03-27T22:45:00.000Z')).toBe(false);
});
