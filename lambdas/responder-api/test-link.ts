import { configuration } from '@tocsin/config';
import type { Instant } from '../../domain/instant';
import type { Responder } from '../../domain/responder';
import { testAnswered, testLinkWorks, type TestPages } from '../../domain/test-page';
import { clockTime } from '../../domain/zoned-time';
import { html, type Markup } from '../../status-page/markup';
import type { TestLink } from '../reach-ports';
import { readTestLinkToken } from '../test-link-token';
import { button } from './acknowledge-button';
import { frame, pagePolicy } from './acknowledge-frame';
import { page, type ApiAnswer } from './http';
import type { ResponderApi } from './needs';

/** How often a press is tried while others write the same row. */
const attempts = 5;

/**
 * Answers the link of a test page: looking shows it, pressing says that this channel reaches the person. Undefined for every
 * link that does not work (any more): the answer to those is one for all.
 */
export async function answerTestLink(
  token: string,
  wish: 'look' | 'press',
  deps: ResponderApi,
): Promise<ApiAnswer | undefined> {
  const people = configuration.responders.map(({ id }) => id);
  const link = await readTestLinkToken(token, people, deps.linkKeys);
  const person = configuration.responders.find(({ id }) => id === link?.person);
  if (!link || !person) return undefined;
  if (wish === 'press') return press(link, token, deps);
  const tests = await deps.reach.tests(link.person);
  return testLinkWorks(tests, link, deps.now()) ? show(person, tests, token) : undefined;
}

async function press(link: TestLink, token: string, deps: ResponderApi): Promise<ApiAnswer | undefined> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const answered = testAnswered(await deps.reach.tests(link.person), link, deps.now());
    if (!answered) return undefined;
    if (!(await deps.reach.keepTests(link.person, answered))) continue;
    deps.log('T175', { person: link.person, number: link.number, channel: link.channel });
    const headers = { location: `/a/${token}`, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
    return { statusCode: 303, headers };
  }
  throw new Error(`The race for the test page of ${link.person} was lost ${attempts} times.`);
}

function show(person: Responder, tests: TestPages, token: string): ApiAnswer {
  const body = html`<main>
    <p class="state had"><span class="sign" aria-hidden="true">●</span> TEST · nothing is broken</p>
    ${answerOf(person, tests.answeredAt, token)}
    <footer>
      <p>This link is ${person.name}'s; if you are not ${person.name}, do not use it.</p>
    </footer>
  </main>`;
  return page(200, frame('TEST: do pages reach you?', body), pagePolicy);
}

function answerOf({ name, timeZone }: Responder, answeredAt: Instant | undefined, token: string): Markup {
  if (answeredAt !== undefined)
    return html`<h1>Pages reach you, ${name}.</h1>
      <p class="word">Acknowledged ${clockTime(answeredAt, timeZone)}. Nothing else to do.</p>`;
  return html`<h1>Do pages reach you, ${name}?</h1>
    ${button(`/a/${token}`, `Acknowledge: pages reach ${name}`, 'main')}
    <p class="under">Nobody is paged, and nothing is published.</p>`;
}
