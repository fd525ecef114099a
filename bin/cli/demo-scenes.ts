import { minute } from '../../domain/instant';
import { clockTimeWithZone } from '../../domain/zoned-time';
import { openingLine } from './alarm-story';
import type { LocalSession } from './command';
import { Refused } from './mistakes';
import { movedToNow, wellAgain } from './moved-event';
import type { Narrator } from './narrator';
import { channelsOf, type OutboxMessage } from './outbox-message';
import { newestWords } from './public-page';
import { putEvent } from './put-event';
import { readEvent } from './sample-events';
import { send } from './signed-request';
import { output } from './target';

const alarm = 'checkout-5xx';
/** An alarm within half an hour of a resolve reopens the old incident. */
const reopensWithin = 30 * minute;

/** Sees to it that the alarm opens an incident of its own. */
export async function beginFresh({ api, stack }: LocalSession, narrator: Narrator): Promise<void> {
  const rows = await api.incidents({ all: true });
  const open = rows.find(({ title, status }) => title === alarm && status !== 'resolved');
  if (open)
    throw new Refused(
      `${open.id} is open for ${alarm}, and the demo would join it. First: npx tocsin resolve ${open.id} --reason "…" --public "…"`,
    );
  await narrator.remark(
    'A whole incident in about a minute. The people are made up; every step and every link is real.',
  );
  const now = await stack.now();
  const recent = rows.some(
    ({ title, resolvedAt }) => title === alarm && now.getTime() - Date.parse(resolvedAt ?? '') <= reopensWithin,
  );
  if (!recent) return;
  await narrator.remark('(The clock is skipped ahead 31 minutes: sooner, the last one would be reopened.)');
  await stack.skipAhead(reopensWithin + minute);
}

/** The alarm rings: an incident opens, level 1 is paged. Answers the incident's id. */
export async function ringTheAlarm(session: LocalSession, narrator: Narrator): Promise<string> {
  const { api, stack } = session;
  const { event } = await readEvent(alarm, '');
  const known = new Set((await api.incidents({ all: true })).map(({ id }) => id));
  const now = await stack.now();
  await narrator.tell(now, `The alarm ${alarm} rings in CloudWatch.`);
  await putEvent(stack, movedToNow(event, now));
  const { id } = await narrator.until('an incident', async () =>
    (await api.incidents({ all: false })).find((row) => !known.has(row.id)),
  );
  const { incident } = await api.incident(id);
  await narrator.tell(incident.openedAt, `${openingLine(incident)} ${incident.summary ?? ''}`.trim());
  const first = await pagesOf(session, narrator, id, 1);
  await narrator.tell(
    first[0]!.at,
    `Level 1 is paged: ${people(first)}, by ${channelsOf(first)}. ${stack.outbox}/#${id}`,
  );
  return id;
}

/** Five minutes without an answer: level 2 is paged, and customers read a notice. Answers a page of level 2. */
export async function nobodyAnswers(session: LocalSession, narrator: Narrator, id: string): Promise<OutboxMessage> {
  const { stack } = session;
  await narrator.remark('(The clock is skipped ahead 5 minutes. Nobody answers.)');
  const now = await stack.skipAhead(5 * minute);
  const second = await pagesOf(session, narrator, id, 2);
  await narrator.tell(second[0]!.at, `Level 2 is paged: ${people(second)}, by ${channelsOf(second)}.`);
  const words = await narrator.until('the public notice', () => newestWords(session));
  await narrator.tell(now, `Customers read: “${words}” ${output(session.target, 'StatusPageUrl')}`);
  return second.find(({ channel, link }) => channel === 'sms' && link !== undefined) ?? second[0]!;
}

/** Level 2 opens the link of their message, and presses the button. */
export async function acknowledgeByLink(
  { api, stack }: LocalSession,
  narrator: Narrator,
  id: string,
  page: OutboxMessage,
): Promise<void> {
  if (page.link === undefined) throw new Refused(`The page to ${page.to} has no link: look at ${stack.outbox}/#${id}`);
  await narrator.tell(
    await stack.now(),
    `${page.responder ?? page.to} opens the link and presses Acknowledge: ${page.link}`,
  );
  const answered = await send(page.link, { method: 'POST', redirect: 'manual' });
  if (answered.status !== 303) throw new Refused(`The link answers ${answered.status}, not 303: ${page.link}`);
  const { incident } = await api.incident(id);
  await narrator.tell(
    incident.acknowledgedAt ?? (await stack.now()),
    `${incident.acknowledgedBy} has it. Nobody else is paged.`,
  );
}

/** Two minutes later the cause is known, and customers are told. */
export async function tellCustomers(session: LocalSession, narrator: Narrator, id: string): Promise<void> {
  const { api, stack } = session;
  const now = await stack.skipAhead(2 * minute);
  const said = 'Cards of one bank are declined. Other cards and bank transfer work.';
  const internal = {
    status: 'identified',
    impact: 'One card provider answers with errors',
    actions: 'Switching it off',
  };
  await narrator.tell(now, `You: npx tocsin update ${id} --status identified --public "${said}" --next-in 30m`);
  await api.command(id, 'update', { ...internal, public: said, nextIn: 30 * minute });
  await seenByCustomers(session, narrator, said);
}

/** The alarm says OK. That is believed after five quiet minutes, and resolves nothing by itself. */
export async function itIsWell({ api, stack }: LocalSession, narrator: Narrator, id: string): Promise<void> {
  const now = await stack.skipAhead(6 * minute);
  const { event } = await readEvent(alarm, '');
  await narrator.tell(now, `The alarm ${alarm} says OK. That counts after 5 quiet minutes.`);
  await putEvent(stack, movedToNow(wellAgain(event)!, now));
  await narrator.until('the OK', async () =>
    (await api.incident(id)).timeline.find(({ type }) => type === 'AlertCleared'),
  );
  const later = await stack.skipAhead(6 * minute);
  const { status } = (await api.incident(id)).incident;
  await narrator.tell(later, `${id} is ${status} now. A SEV-1 is resolved by a person, never by an alarm.`);
}

export async function resolveIt(session: LocalSession, narrator: Narrator, id: string): Promise<void> {
  const { api, stack, target } = session;
  const said = 'Paying by card works again.';
  const reason = 'Switched to the second card provider';
  await narrator.tell(await stack.now(), `You: npx tocsin resolve ${id} --reason "${reason}" --public "${said}"`);
  await api.command(id, 'resolve', { reason, public: said, cause: 'A card provider failed.' });
  const { resolvedAt } = (await api.incident(id)).incident;
  await narrator.tell(
    resolvedAt ?? (await stack.now()),
    `Resolved. Customers read it: ${output(target, 'StatusPageUrl')}`,
  );
  await narrator.remark(`Told from its timeline: npx tocsin show ${id}`);
}

async function seenByCustomers(session: LocalSession, narrator: Narrator, said: string): Promise<void> {
  const words = await narrator.until('the public update', async () => {
    const newest = await newestWords(session);
    return newest?.includes(said) ? newest : undefined;
  });
  const now = await session.stack.now();
  await narrator.tell(now, `Customers read since ${clockTimeWithZone(now.toISOString(), 'UTC')}: “${words}”`);
}

async function pagesOf(
  { stack }: LocalSession,
  narrator: Narrator,
  id: string,
  level: number,
): Promise<readonly OutboxMessage[]> {
  return narrator.until(`a page to level ${level}`, async () => {
    const pages = (await stack.messages()).filter(
      (message) => message.incidentId === id && message.kind === 'page' && Number(message.level) === level,
    );
    return pages.length > 0 ? pages : undefined;
  });
}

function people(pages: readonly OutboxMessage[]): string {
  return [...new Set(pages.map(({ responder, to }) => responder ?? to))].join(', ');
}
