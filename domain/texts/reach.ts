import type { KnownChannel, SubscriptionState } from '../channel-audit';
import type { Instant } from '../instant';
import type { PagingSettings } from '../paging-settings';
import { usualTestPages } from '../paging-settings';
import type { NotReached } from '../reach';
import type { Channel } from '../responder';
import { clockTime, clockTimeWithZone, dayInZone } from '../zoned-time';
import { toGsm, toSubject } from './plain';
import type { Mail } from './responder-mail';

/** What people call a channel. */
export const channelWords: Readonly<Record<Channel, string>> = {
  email: 'e-mail',
  sms: 'text message',
  voice: 'call',
  push: 'push',
};

const stateWords: Readonly<Record<SubscriptionState, string>> = {
  confirmed: 'is confirmed',
  pending: 'is not confirmed',
  gone: 'has no subscription any more',
};

/** The text message of a test page. */
export function testSms(link: string): string {
  return `TEST, nothing is broken. Tap ACK to prove pages reach you\n${link}`;
}

/** The mail of a test page, as plain as a page's. */
export function testMail(link: string, { now, timeZone, lastResort, testPages = usualTestPages }: TestMailFacts): Mail {
  const weekly = testPages === 'never' ? [] : [`This comes each week, ${testPages.on} ${testPages.at} by your clock.`];
  const body = [
    'TEST, nothing is broken.',
    'ACKNOWLEDGE, to prove that pages reach you (opens a page with a button):',
    link,
    `If you do not within 24 hours, you are shown as not reachable, and ${lastResort} is told.`,
    '',
    ...weekly,
    `Sent ${clockTime(now, timeZone)}:${now.slice(17, 19)}.`,
    'Do not use the unsubscribe link below: it stops your pages.',
  ].join('\n');
  return { subject: 'TEST: do pages reach you?', body };
}

interface TestMailFacts extends PagingSettings {
  readonly now: Instant;
  readonly timeZone: string;
  /** Their name. */
  readonly lastResort: string;
}

/** The mail to the last resort: somebody did not answer a test page. */
export function missMail(name: string, id: string, sentAt: Instant, timeZone: string): Mail {
  const when = `${dayInZone(sentAt, timeZone)}, ${clockTimeWithZone(sentAt, timeZone)}`;
  const body = [
    `${name} did not acknowledge the test page of ${when}.`,
    `${name} is still paged, and shown as not reachable until a test page is answered.`,
    '',
    'What to do: ask whether it arrived. If not, look at the number and the address in the configuration, and at',
    'npx tocsin doctor',
    `Then send another: npx tocsin test-page ${id}`,
  ].join('\n');
  return { subject: toSubject(`${name} may not be reachable: test page not acknowledged`), body };
}

/** Why a person may not be reached, in a clause. */
export function notReachedText(reason: NotReached, tell: (at: Instant) => string): string {
  if (reason.why === 'test-missed') return `the test page of ${tell(reason.sentAt)} was not acknowledged`;
  return `by ${channelWords[reason.channel]}, which ${stateWords[reason.state]} since ${tell(reason.since)}`;
}

/** To the person whose address gets nothing, by the others: one text message or mail. */
export function unconfirmedText({ channel, state }: KnownChannel): { readonly sms: string } & Mail {
  const what = `Your ${channelWords[channel]} ${stateWords[state]}: pages do not reach you by it.`;
  const mend = mendOf(channel, state);
  return {
    sms: toGsm(`TOCSIN: ${what}`),
    subject: `Pages do not reach you by ${channelWords[channel]}`,
    body: `${what}\n${mend}`,
  };
}

/** To the last resort. */
export function unconfirmedMail(name: string, { channel, state }: KnownChannel): Mail {
  const what = `Pages do not reach ${name} by ${channelWords[channel]}: it ${stateWords[state]}.`;
  return {
    subject: toSubject(`${name}: ${channelWords[channel]} ${stateWords[state]}`),
    body: `${what}\n${mendOf(channel, state)}`,
  };
}

/** What makes an address get messages (again). */
export function mendOf(channel: Channel, state: SubscriptionState): string {
  return state === 'pending'
    ? 'Confirm it by the link in the mail from AWS Notifications; where that is some days old, subscribe it again: docs/deploy.md.'
    : `Subscribe the ${channelWords[channel]} again, see docs/deploy.md: mail filters press on "unsubscribe".`;
}
