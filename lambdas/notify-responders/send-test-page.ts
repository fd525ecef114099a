import { configuration } from '@tocsin/config';
import { nameOf } from '../../domain/configuration';
import { instant } from '../../domain/instant';
import type { Channel, Responder } from '../../domain/responder';
import { testedBy, testPageStep, testSent, type TestPages } from '../../domain/test-page';
import { missMail, testMail, testSms } from '../../domain/texts/reach';
import type { LinkKeys } from '../ports';
import type { ReachStore } from '../reach-ports';
import { testLinkToken } from '../test-link-token';
import { carry, type Carriers } from './carry';

/** What sending test pages needs of the world. */
export interface SendTestPage extends Carriers {
  readonly reach: Pick<ReachStore, 'tests' | 'keepTests'>;
  readonly linkKeys: LinkKeys;
  /** Without a slash at the end. */
  readonly apiUrl: string;
  readonly now: () => number;
}

/**
 * Does what is due of a person's test pages: sends one, or tells the last resort that one was not answered. Like any page, a
 * test page may come twice where a run dies, and is never lost.
 */
export async function sendTestPage(to: string, deps: SendTestPage): Promise<void> {
  const tests = await deps.reach.tests(to);
  const person = configuration.responders.find(({ id }) => id === to);
  if (!person) return forget(to, tests, deps);
  const step = testPageStep(tests, testedBy(person), instant(deps.now()));
  if (step?.due === 'send') {
    if (!(await deps.reach.keepTests(to, step.tests))) return;
    await send(person, step.tests, deps);
    await settle(to, step.tests.number, deps);
    deps.log('T170', { to, number: step.tests.number, channels: step.tests.channels });
  }
  if (step?.due === 'tell-miss') {
    await tellMiss(person, step.sentAt, deps);
    await deps.reach.keepTests(to, step.tests);
    deps.log('T171', { to, number: step.tests.number });
  }
}

async function send(person: Responder, { number, channels }: TestPages, deps: SendTestPage): Promise<void> {
  const linkBy = async (channel: Channel) =>
    `${deps.apiUrl}/a/${await testLinkToken({ person: person.id, number, channel }, deps.linkKeys)}`;
  const mail = testMail(await linkBy('email'), {
    ...configuration.paging,
    now: instant(deps.now()),
    timeZone: person.timeZone,
    lastResort: nameOf(configuration.lastResort, configuration),
  });
  const message = { number, incidentId: 'test', to: person.id, kind: 'test', channels, level: 1, attempt: 1 } as const;
  const texts = { subject: mail.subject, email: mail.body, sms: testSms(await linkBy('sms')) };
  // The link that stands beside the texts is for the app alone.
  const carried = await carry({ message, ...texts, link: await linkBy('push') }, channels, person, deps);
  if (carried.left.length === 0) throw carried.failures[0];
}

/** An answer may have come meanwhile: it stays. What cannot be settled is sent once more. */
async function settle(to: string, number: number, { reach, now }: SendTestPage): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    if (await reach.keepTests(to, testSent(await reach.tests(to), number, instant(now())))) return;
  }
}

async function tellMiss(person: Responder, sentAt: string, deps: SendTestPage): Promise<void> {
  const to = standInFor(person.id);
  const timeZone = configuration.responders.find(({ id }) => id === to)?.timeZone ?? 'UTC';
  const { subject, body } = missMail(person.name, person.id, sentAt, timeZone);
  const message = { number: 0, incidentId: 'test', to, kind: 'notice', level: 1, attempt: 1 } as const;
  await deps.notifier.send({ message: { ...message, channels: ['email'] }, subject, email: body, sms: subject });
}

/** The last resort; where it is about them, the first of the chain of command who is somebody else. */
export function standInFor(person: string): string {
  const { lastResort, onCall } = configuration;
  return [lastResort, ...(onCall?.chainOfCommand ?? [])].find((id) => id !== person) ?? lastResort;
}

/** Somebody who left the configuration is promised nothing any more. */
async function forget(to: string, tests: TestPages, { reach }: SendTestPage): Promise<void> {
  await reach.keepTests(to, {
    ...tests,
    queuedAt: undefined,
    takenUntil: undefined,
    weekly: undefined,
    missTold: true,
  });
}
