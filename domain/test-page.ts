import { between, day, earliest, minute, plus, type Instant } from './instant';
import { usualTestPages, type PagingSettings } from './paging-settings';
import { channelsInUse } from './channels';
import type { Channel, Responder } from './responder';
import { calendarDay, instantAt, startOfDay, wallClock, weekdayOf } from './wall-clock';

/** What is kept of one person's test pages. A test page belongs to no incident: it is never public and in no figure. */
export interface TestPages {
  readonly version: number;
  /** Counts them; the links of the last one name it. 0 before the first. */
  readonly number: number;
  /** How the last one travelled, or will. */
  readonly channels: readonly Channel[];
  /** It waits to be sent since then. */
  readonly queuedAt?: Instant;
  /** A run is sending it; should that die, another one may from then on. */
  readonly takenUntil?: Instant;
  readonly sentAt?: Instant;
  /** Somebody pressed the button behind one of its links. */
  readonly answeredAt?: Instant;
  /** When the last one before this left that nobody answered in time; until one is answered. */
  readonly missed?: Instant;
  /** When each channel last was shown to work: by a button behind its own link. */
  readonly proven: Readonly<Partial<Record<Channel, Instant>>>;
  /** The last resort was told that the last one was not answered. */
  readonly missTold?: boolean;
  /** By what rule the next of the week comes, and when; none where the configuration says never. */
  readonly weekly?: { readonly rule: string; readonly at: Instant };
}

export const noTestPages: TestPages = { version: 0, number: 0, channels: [], proven: {} };

/** A test page that nobody answers for so long says that the person is not reached. */
export const answerWithin = day;

/** Its link works until about the next of the week. */
export const testLinkLasts = 7 * day;

/** A run that sends is followed by another when it has not said that it is done for so long. */
const sendingTakes = minute;

/** Asked for more often than this, it is refused: it costs money and a person's patience. */
const testsApart = minute;

/** The channels that a test page can prove: those that carry a link, for the press on it is the proof. */
export function testedBy(person: Responder): readonly Channel[] {
  return channelsInUse(person).filter((channel) => channel !== 'voice');
}

/** Begins, changes or ends the promise of a weekly test page; undefined where it is as the configuration says. */
export function withWeekly(
  tests: TestPages,
  { timeZone }: Pick<Responder, 'timeZone'>,
  { testPages = usualTestPages }: PagingSettings,
  now: Instant,
): TestPages | undefined {
  if (testPages === 'never') return tests.weekly && { ...tests, weekly: undefined };
  const rule = `${testPages.on} ${testPages.at} ${timeZone}`;
  return tests.weekly?.rule === rule ? undefined : { ...tests, weekly: { rule, at: nextWeekly(rule, now) } };
}

/** The first time after `now` at which a wall clock shows this, `Tue 10:00 Europe/Berlin`. */
function nextWeekly(rule: string, now: Instant): Instant {
  const [weekday = '', time = '', timeZone = ''] = rule.split(' ');
  const today = wallClock(now, timeZone);
  for (let days = 0; ; days++) {
    const morning = startOfDay(today, days);
    if (weekdayOf(morning) !== weekday) continue;
    const at = instantAt(calendarDay(morning), time, timeZone);
    if (at > now) return at;
  }
}

/** Somebody asks for a test page now. */
export function askForTest(
  tests: TestPages,
  channels: readonly Channel[],
  now: Instant,
): TestPages | { readonly refused: string } {
  if (tests.queuedAt !== undefined) return { refused: 'one is on its way already.' };
  if (tests.sentAt !== undefined && between(tests.sentAt, now) < testsApart)
    return { refused: 'one was sent less than a minute ago.' };
  return queued(tests, channels, now);
}

function queued(tests: TestPages, channels: readonly Channel[], now: Instant): TestPages {
  const { version, number, proven, weekly } = tests;
  return { version, number: number + 1, channels, queuedAt: now, proven, weekly, missed: missedTest(tests, now) };
}

/** What is due of one person's test pages. */
export type TestPageStep =
  /** Send it, once `tests` is kept. */
  | { readonly due: 'send'; readonly tests: TestPages }
  /** Tell the last resort that nobody answered, then keep `tests`. */
  | { readonly due: 'tell-miss'; readonly sentAt: Instant; readonly tests: TestPages };

/** @param channels by which this person can be reached */
export function testPageStep(tests: TestPages, channels: readonly Channel[], now: Instant): TestPageStep | undefined {
  const { weekly } = tests;
  if (weekly && weekly.at <= now) {
    const next = { ...tests, weekly: { ...weekly, at: nextWeekly(weekly.rule, now) } };
    // One that waits is the week's as well.
    return testPageStep(tests.queuedAt === undefined ? queued(next, channels, now) : next, channels, now);
  }
  if (tests.queuedAt !== undefined) {
    if (tests.takenUntil !== undefined && tests.takenUntil > now) return undefined;
    return { due: 'send', tests: { ...tests, takenUntil: plus(now, sendingTakes) } };
  }
  const missedAt = missDueAt(tests);
  if (missedAt === undefined || missedAt > now) return undefined;
  return { due: 'tell-miss', sentAt: tests.sentAt!, tests: { ...tests, missTold: true } };
}

/** When something is to be done next, and the auditor looks whether it was. */
export function nextOfTestPages(tests: TestPages): Instant | undefined {
  const sending = tests.queuedAt === undefined ? undefined : (tests.takenUntil ?? tests.queuedAt);
  return earliest(sending, missDueAt(tests), tests.weekly?.at);
}

function missDueAt({ queuedAt, sentAt, answeredAt, missTold }: TestPages): Instant | undefined {
  const waits = queuedAt === undefined && sentAt !== undefined && answeredAt === undefined && !missTold;
  return waits ? plus(sentAt, answerWithin) : undefined;
}

/** It left. */
export function testSent(tests: TestPages, number: number, now: Instant): TestPages {
  if (tests.number !== number) return tests;
  return { ...tests, queuedAt: undefined, takenUntil: undefined, sentAt: tests.sentAt ?? now };
}

/** The button behind a link was pressed: that channel works. Undefined for a link that does not work any more. */
export function testAnswered(
  tests: TestPages,
  { number, channel }: { readonly number: number; readonly channel: Channel },
  now: Instant,
): TestPages | undefined {
  if (!testLinkWorks(tests, { number, channel }, now)) return undefined;
  const { answeredAt = now, proven } = tests;
  return { ...tests, answeredAt, proven: { ...proven, [channel]: now }, missed: undefined };
}

/** Only the links of the last test page work, each for the channel it left by. */
export function testLinkWorks(
  { number: last, channels, queuedAt, sentAt }: TestPages,
  { number, channel }: { readonly number: number; readonly channel: Channel },
  now: Instant,
): boolean {
  const leftAt = sentAt ?? queuedAt;
  return number === last && channels.includes(channel) && leftAt !== undefined && between(leftAt, now) < testLinkLasts;
}

/** When a test page left that nobody answered in time, while none has been answered since. */
export function missedTest({ sentAt, answeredAt, missed }: TestPages, now: Instant): Instant | undefined {
  const late = sentAt !== undefined && answeredAt === undefined && between(sentAt, now) >= answerWithin;
  return late ? sentAt : missed;
}
