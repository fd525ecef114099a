import { configuration } from '@tocsin/config';
import * as v from 'valibot';
import { day, plus } from '../../domain/instant';
import { didYouMean } from '../../domain/nearest';
import { loadSince, mostWeeksReported } from '../../domain/page-load';
import { trends, type ShiftFeedback } from '../../domain/shift-feedback';
import { callerOf } from './caller';
import { readAs, said } from './command-bodies';
import { json, jsonBody, refused, type ApiAnswer, type ApiEvent } from './http';
import type { ResponderApi } from './needs';

const weeksSaid = `weeks is a number from 1 to ${mostWeeksReported}.`;

const question = v.strictObject({
  weeks: v.optional(
    v.pipe(
      v.string(weeksSaid),
      v.transform(Number),
      v.integer(weeksSaid),
      v.minValue(1, weeksSaid),
      v.maxValue(mostWeeksReported, weeksSaid),
    ),
  ),
});

const scoreSaid = 'score is a number from 1 (hard) to 5 (easy).';

const feedbackBody = v.strictObject({
  rotation: said('rotation', 100),
  score: v.pipe(v.number(scoreSaid), v.integer(scoreSaid), v.minValue(1, scoreSaid), v.maxValue(5, scoreSaid)),
  note: v.optional(said('note')),
});

/** How often each person was paged in the last weeks, at night and on weekends, and how their shifts were. */
export async function showLoad(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const read = readAs('on-call report', question, event.queryStringParameters ?? {});
  if ('refused' in read) return refused(400, read.refused);
  const { weeks = 4 } = read.body;
  const since = plus(deps.now(), -7 * weeks * day);
  const people = await Promise.all(
    configuration.responders.map(async ({ id, name, timeZone }) => ({
      ...{ person: id, name },
      ...loadSince((await deps.ledgers.of(id)).load, since, timeZone),
    })),
  );
  const feedback = await deps.feedback.since(plus(since, -7 * weeks * day));
  return json(200, {
    ...{ since, weeks, people },
    trends: trends(feedback, since),
    feedback: feedback.filter(({ at }) => at >= since),
  });
}

/** Keeps what somebody says about a shift; said again later, both count. */
export async function giveFeedback(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const body = jsonBody(event);
  if (!body) return refused(400, 'The body is no JSON object.');
  const read = readAs('feedback', feedbackBody, body);
  if ('refused' in read) return refused(400, read.refused);
  const rotations = (configuration.onCall?.rotations ?? []).map(({ id }) => id);
  const { rotation } = read.body;
  if (!rotations.includes(rotation))
    return refused(400, `feedback: there is no rotation "${rotation}".${didYouMean(rotation, rotations)}`);
  const by = callerOf(event);
  const feedback: ShiftFeedback = { ...read.body, at: deps.now(), by: by.id, name: by.name };
  await deps.feedback.keep(feedback);
  deps.log('T154', { rotation, by: by.id, score: read.body.score });
  return json(200, { done: 'Thank you. It stands in: npx tocsin on-call report', feedback });
}
