import { configuration } from '@tocsin/config';
import * as v from 'valibot';
import { nameOf } from '../../domain/configuration';
import { between, day, latest, readInstant, type Instant } from '../../domain/instant';
import { didYouMean } from '../../domain/nearest';
import { shifts, whoIsCalled } from '../../domain/on-call';
import { onCallOf } from '../../domain/on-call-settings';
import { endOf, longestOverride, type Override } from '../../domain/override';
import { overrideText } from '../../domain/texts/on-call';
import { publicTime } from '../../domain/zoned-time';
import { callerOf } from './caller';
import { readAs, said } from './command-bodies';
import { json, jsonBody, refused, type ApiAnswer, type ApiEvent } from './http';
import type { ResponderApi } from './needs';

/** More at once would make reading them at every alert slow: then the rotation itself is to be changed. */
const mostOverrides = 100;
/** Nobody plans further ahead. */
const furthestAhead = 366 * day;

const moment = (field: string) =>
  v.pipe(
    said(field, 40),
    v.check((text) => readInstant(text) !== undefined, `${field} is no time. Write it like 2027-03-03T14:02:00Z.`),
    v.transform((text) => readInstant(text)!),
  );

const newOverride = v.strictObject({
  rotation: said('rotation', 100),
  person: v.optional(said('person', 100)),
  swap: v.optional(v.tuple([said('swap', 100), said('swap', 100)], 'swap takes two people.')),
  from: v.optional(moment('from')),
  until: moment('until'),
  reason: said('reason', 300),
});

/** Arranges that somebody stands in on a rotation, or that two people swap, and says where one is then called twice. */
export async function override(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const body = jsonBody(event);
  if (!body) return refused(400, 'The body is no JSON object.');
  const read = readAs('override', newOverride, body);
  if ('refused' in read) return refused(400, read.refused);
  const { rotation, person, swap, until, reason } = read.body;
  const now = deps.now();
  const from = latest(now, read.body.from ?? now);
  const wrong = wrongNames(rotation, person, swap) ?? wrongTimes(from, until, now);
  const what = swap ? 'swap' : 'override';
  if (wrong !== undefined) return refused(400, `${what}: ${wrong}`);
  const known = (await deps.overrides.overrides()).filter((each) => endOf(each) > now);
  if (known.length >= mostOverrides)
    return refused(409, `${what}: ${mostOverrides} overrides are arranged already. End some: tocsin on-call overrides`);
  const by = callerOf(event);
  const instead = swap ? { swap } : { person: person! };
  const made: Override = {
    ...{ id: deps.newNoticeId(), rotation, instead, from, until, reason },
    ...{ by: by.name, madeAt: now },
  };
  const idle = swapsNothing(made, known);
  if (idle !== undefined) return refused(400, `swap: ${idle}`);
  if (!(await deps.overrides.keepOverride(made, 'new'))) return refused(409, `${what}: try again.`);
  deps.log('T150', { override: made.id, rotation, by: by.id, until });
  const times = `from ${publicTime(from, now)} until ${publicTime(until, now)}`;
  const done = [`${overrideText(made, named)} ${times}.`, ...calledTwice(made, [...known, made])];
  return json(200, { done: done.join('\n'), override: made });
}

/** Ends one early, or takes back one that is still to come: from now on the layers count again. */
export async function endOverride(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const id = event.pathParameters?.['id'] ?? '';
  const known = await deps.overrides.override(id);
  if (!known) return refused(404, `There is no override ${id}. See: tocsin on-call overrides --all`);
  const now = deps.now();
  if (endOf(known) <= now)
    return json(200, { already: `Override ${id} ended at ${publicTime(endOf(known), now)}.`, override: known });
  const by = callerOf(event);
  const ended: Override = { ...known, endedAt: now, endedBy: by.name };
  if (!(await deps.overrides.keepOverride(ended, 'lasts'))) return refused(409, `Somebody ended ${id} just now.`);
  deps.log('T150', { override: id, by: by.id, ended: now });
  return json(200, { done: `Ended: ${overrideText(known, named)}.`, override: ended });
}

/** The overrides that last or are still to come; with `all`, those that ended in the last 30 days, too. */
export async function listOverrides(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const all = event.queryStringParameters?.['all'] === '1';
  const now = deps.now();
  const overrides = (await deps.overrides.overrides())
    .filter((known) => all || endOf(known) > now)
    .map((known) => ({ ...known, about: overrideText(known, named), over: endOf(known) <= now }))
    .sort((one, other) => (one.from < other.from ? -1 : 1));
  return json(200, { overrides });
}

function named(id: string): string {
  return nameOf(id, configuration);
}

function wrongNames(rotation: string, person?: string, swap?: readonly [string, string]): string | undefined {
  const rotations = (configuration.onCall?.rotations ?? []).map(({ id }) => id);
  const people = configuration.responders.map(({ id }) => id);
  if (!rotations.includes(rotation))
    return `there is no rotation "${rotation}".${didYouMean(rotation, rotations)} There are: ${rotations.join(', ') || 'none'}.`;
  if ((person === undefined) === (swap === undefined)) return 'say either person or swap.';
  if (swap && swap[0] === swap[1]) return 'a swap takes two people.';
  const unknown = [person, ...(swap ?? [])].find((id) => id !== undefined && !people.includes(id));
  if (unknown === undefined) return undefined;
  return `there is no responder "${unknown}".${didYouMean(unknown, people)} There are: ${people.join(', ')}.`;
}

function wrongTimes(from: Instant, until: Instant, now: Instant): string | undefined {
  if (until <= from)
    return `it would be over before it begins: from ${publicTime(from, now)} until ${publicTime(until, now)}.`;
  if (between(from, until) > longestOverride)
    return 'it lasts 31 days at most. Change the rotation in config/on-call.ts for what lasts longer.';
  return between(now, from) > furthestAhead ? 'it begins more than a year from now.' : undefined;
}

/** Why a swap would change nothing or be no swap: one of both takes no turns, or neither has one in that time. */
function swapsNothing(
  { rotation, instead, from, until, madeAt }: Override,
  known: readonly Override[],
): string | undefined {
  const turns = configuration.onCall?.rotations?.find(({ id }) => id === rotation);
  if (!turns || !('swap' in instead)) return undefined;
  const having = new Set(shifts(turns, known, from, until).map(({ person }) => person));
  const turning = turns.layers.flatMap(({ people }) => people);
  const [one, other] = instead.swap;
  const times = `between ${publicTime(from, madeAt)} and ${publicTime(until, madeAt)}`;
  if (!having.has(one) && !having.has(other))
    return `neither ${named(one)} nor ${named(other)} has ${rotation} ${times}.`;
  const idle = instead.swap.find((person) => !having.has(person) && !turning.includes(person));
  return idle && `${named(idle)} does not have ${rotation} ${times}. Standing in is an override.`;
}

/** Where the same person would then stand on two levels of a policy. */
function calledTwice({ rotation, from }: Override, overrides: readonly Override[]): string[] {
  const names = (policy: { readonly levels: readonly (readonly unknown[])[] }) =>
    policy.levels.some((level) => level.some((target) => (target as { rotation?: string }).rotation === rotation));
  return configuration.escalationPolicies.filter(names).flatMap(({ id, levels }) => {
    const people = whoIsCalled(levels, onCallOf(configuration, overrides), from).map(
      (level) => new Set(level.map(({ person }) => person)),
    );
    const twice = [...new Set(people.flatMap((level) => [...level]))].filter(
      (person) => people.filter((level) => level.has(person)).length > 1,
    );
    return twice.map((person) => `Mind: ${named(person)} then stands on more than one level of ${id}.`);
  });
}
