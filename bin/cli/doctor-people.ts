import { checkOf, type Asked, type Check } from './doctor-check';
import type { DoctorPerson, Subscribed } from './doctor-facts';

/** These have a subscription of SNS, which can be unconfirmed; the others go out without one. */
const subscribed: readonly string[] = ['email', 'sms'];
const loud: readonly string[] = ['sms', 'voice', 'push'];

const subscribeAgain =
  'Confirm it by the link in the mail from AWS; where there is none any more, subscribe it again: docs/deploy.md.';

/** What there is to say of one person: how many of their channels get messages, and how the last test page went. */
export function checksOfPerson(
  person: DoctorPerson,
  asked: Asked<readonly Subscribed[]>,
  tell: (at: string) => string,
): Check[] {
  return [...checkOf(person.name, asked, (found) => channelChecks(person, found)), testCheck(person, tell)];
}

function channelChecks({ channels, atAnyHour }: DoctorPerson, found: readonly Subscribed[]): Omit<Check, 'about'>[] {
  const works = (channel: string) =>
    !subscribed.includes(channel) || found.some(({ protocol, confirmed }) => protocol === channel && confirmed);
  const confirmed = channels.filter(works);
  const dead = channels.filter((channel) => !works(channel));
  const enough = confirmed.length >= 2 && confirmed.some((channel) => loud.includes(channel));
  const count = `${confirmed.length} of ${channels.length} channels get messages: ${confirmed.join(', ') || 'none'}`;
  if (atAnyHour && !enough) {
    const wanted = 'paged at any hour, so there must be two, and one of them sms, voice or push';
    const mend =
      dead.length > 0
        ? `${dead.join(', ')}: ${subscribeAgain}`
        : 'Give them a phone or a push app in the configuration.';
    return [{ state: 'FAIL', says: `${count}; ${wanted}`, mend }];
  }
  if (dead.length > 0) return [{ state: 'warn', says: count, mend: `${dead.join(', ')}: ${subscribeAgain}` }];
  return [{ state: 'ok', says: count }];
}

function testCheck({ id, name, atAnyHour, channels, test }: DoctorPerson, tell: (at: string) => string): Check {
  const about = `${name}, test page`;
  const again = `Ask whether it came, look at number and address, and send another: npx tocsin test-page ${id}`;
  if (test.missed !== undefined)
    return {
      state: atAnyHour ? 'FAIL' : 'warn',
      about,
      says: `the one of ${tell(test.missed)} was not acknowledged`,
      mend: again,
    };
  if (channels.includes('push') && test.sentAt !== undefined && test.proven['push'] === undefined)
    return { state: 'warn', about, says: 'no push was ever acknowledged', mend: again };
  const proven = Object.entries(test.proven).map(([channel, at]) => `${channel} ${tell(at)}`);
  if (proven.length > 0) return { state: 'ok', about, says: `acknowledged: ${proven.join(', ')}` };
  if (test.sentAt !== undefined) return { state: 'ok', about, says: `sent ${tell(test.sentAt)}, not acknowledged yet` };
  if (test.queuedAt !== undefined) return { state: 'ok', about, says: 'on its way' };
  return { state: 'warn', about, says: 'there was none yet', mend: `npx tocsin test-page ${id}` };
}

/** Who gets the alarms about Tocsin itself. */
export function checkOfOperators(asked: Asked<readonly Subscribed[]>): Check[] {
  return checkOf("Tocsin's own alarms", asked, (found) => {
    const dead = found.filter(({ confirmed }) => !confirmed).map(({ protocol }) => protocol);
    if (found.length === dead.length)
      return { state: 'FAIL', says: 'nobody gets them: no subscription is confirmed', mend: subscribeAgain };
    if (dead.length > 0) return { state: 'warn', says: `not confirmed: ${dead.join(', ')}`, mend: subscribeAgain };
    return { state: 'ok', says: `reach the last resort by ${found.map(({ protocol }) => protocol).join(', ')}` };
  });
}
