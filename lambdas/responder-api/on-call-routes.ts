import { configuration } from '@tocsin/config';
import * as v from 'valibot';
import { callsOf } from '../../domain/calls';
import { levelsFor, nameOf } from '../../domain/configuration';
import { usualIncidentType } from '../../domain/incident-type';
import { day, plus, readInstant, type Instant } from '../../domain/instant';
import { shifts, whoIsCalled, withEnds, type OnCall } from '../../domain/on-call';
import { coverageFor, onCallOf } from '../../domain/on-call-settings';
import { behaviours, severityName, severityWhenUnknown, type Severity } from '../../domain/severity';
import { readAs, said, severity } from './command-bodies';
import { unknownService } from './declare-incident';
import { whyNotReached } from '../../domain/reach';
import { json, refused, type ApiAnswer, type ApiEvent } from './http';
import type { ResponderApi } from './needs';

const weeks = v.pipe(
  v.string(),
  v.regex(/^(?:\d|1[0-2])$/, 'weeks is a number from 0 to 12.'),
  v.transform((text) => Number(text)),
);

const question = v.strictObject({
  at: v.optional(
    v.pipe(
      said('at', 40),
      v.check((text) => readInstant(text) !== undefined, 'at is no time. Write it like 2027-03-03T14:02:00Z.'),
      v.transform((text) => readInstant(text)!),
    ),
  ),
  service: v.optional(said('service', 100)),
  severity: v.optional(severity),
  weeks: v.optional(weeks),
});

/**
 * Who would be called for a service and severity at an instant, and then who, by the very functions that paging uses; with
 * `weeks`, who has each rotation from then on.
 */
export async function showOnCall(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const read = readAs('on-call', question, event.queryStringParameters ?? {});
  if ('refused' in read) return refused(400, read.refused);
  const { at = deps.now(), service, severity: asked = severityWhenUnknown, weeks: ahead = 0 } = read.body;
  const unknown = unknownService(service);
  if (unknown !== undefined) return refused(400, `on-call: ${unknown}`);
  const onCall = onCallOf(configuration, await deps.overrides.overrides());
  const { tests, channels } = await deps.reach.all(configuration.responders.map(({ id }) => id));
  const policy = levelsFor({ service, incidentType: usualIncidentType }, configuration);
  const plan = {
    severity: asked,
    levelCount: policy.length,
    fromLevel: 1,
    since: at,
    coverage: coverageFor(service, configuration, at.slice(0, 10)),
  };
  return json(200, {
    at,
    service: service ?? null,
    services: configuration.services.map(({ id, name }) => ({ id, name })),
    people: configuration.responders.map(({ id, name }) => ({ id, name })),
    severity: severityName(asked),
    pages: behaviours[asked].pages,
    calls: callsOf(policy, plan, onCall).map(({ people, ...call }) => ({
      ...call,
      people: people.map((called) => ({
        ...called,
        name: nameOf(called.person, configuration),
        notReached: whyNotReached(called.person, tests.get(called.person), channels, deps.now()),
      })),
    })),
    incidentManager: managerOf(asked, onCall, at),
    rotations: onCall.rotations.map((rotation) => ({
      id: rotation.id,
      name: rotation.name,
      timeZone: rotation.timeZone,
      shifts: shifts(rotation, onCall.overrides, at, plus(at, ahead * 7 * day)).map((shift) => ({
        ...shift,
        name: shift.person === undefined ? undefined : nameOf(shift.person, configuration),
      })),
    })),
  });
}

/** Who would manage an incident of this severity; null where that is nobody's task. */
function managerOf(asked: Severity, onCall: OnCall, at: Instant) {
  const rotation = onCall.incidentManagers;
  if (rotation === undefined || !behaviours[asked].managed) return null;
  const called = withEnds(whoIsCalled([[{ rotation }]], onCall, at), onCall, at)[0]![0]!;
  return { ...called, name: nameOf(called.person, configuration) };
}
