import { configuration } from '@tocsin/config';
import { channelsInUse } from '../../domain/channels';
import { day, minute, plus, type Instant } from '../../domain/instant';
import { firstGap } from '../../domain/on-call';
import { coverageNamed } from '../../domain/on-call-settings';
import type { Override } from '../../domain/override';
import type { Responder } from '../../domain/responder';
import { pagedAtAnyHour } from '../../domain/round-the-clock';
import { neverHeard } from '../../domain/speaker';
import { missedTest, noTestPages, type TestPages } from '../../domain/test-page';
import { json, type ApiAnswer } from './http';
import type { ResponderApi } from './needs';

/** So far ahead it is looked for times when nobody is on call. */
const gapsWithin = 14 * day;

/** The auditor looks each minute: what is late by more than this is forgotten. */
const lateAfter = 3 * minute;

/** What only the stack itself knows about its own health, for `tocsin doctor`. */
export async function doctorFacts(deps: ResponderApi): Promise<ApiAnswer> {
  const at = deps.now();
  const { responders, paging, example = false } = configuration;
  const [{ tests }, overrides, words, promises, overdue] = await Promise.all([
    deps.reach.all(responders.map(({ id }) => id)),
    deps.overrides.overrides(),
    deps.speakers.all(),
    deps.heartbeats.all(),
    deps.promises.overdue(plus(at, -lateAfter)),
  ]);
  const heard = new Set(promises.flatMap(({ id, lastAt }) => (lastAt === undefined ? [] : [id])));
  return json(200, {
    at,
    example,
    sendingNumbers: paging?.sendingNumbers ?? [],
    people: responders.map((person) => rowOf(person, tests.get(person.id) ?? noTestPages, at)),
    gaps: gapsFrom(at, overrides),
    silent: promises.filter(({ dueAt }) => dueAt < at).map(({ id, dueAt }) => ({ id, dueAt })),
    never: neverHeard(words, heard, configuration).map(({ kind, id }) => ({ kind, id })),
    overdue: overdue.map(({ kind }) => kind),
  });
}

function rowOf(person: Responder, tests: TestPages, at: Instant) {
  const { sentAt, answeredAt, queuedAt, proven, weekly } = tests;
  return {
    id: person.id,
    name: person.name,
    channels: channelsInUse(person),
    atAnyHour: pagedAtAnyHour(configuration).includes(person.id),
    test: { sentAt, answeredAt, queuedAt, proven, missed: missedTest(tests, at), nextAt: weekly?.at },
  };
}

function gapsFrom(at: Instant, overrides: readonly Override[]) {
  return (configuration.onCall?.rotations ?? []).flatMap((rotation) => {
    const coverage = coverageNamed(rotation.pagedDuring ?? 'always', configuration, at.slice(0, 10));
    const gap = firstGap(rotation, coverage, overrides, at, plus(at, gapsWithin));
    return gap === undefined ? [] : [{ rotation: rotation.id, at: gap }];
  });
}

/** The numbers that pages come from, for the contact card. */
export function contactFacts(): ApiAnswer {
  const { organization, paging } = configuration;
  return json(200, { organization, sendingNumbers: paging?.sendingNumbers ?? [] });
}
