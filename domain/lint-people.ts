import type { Configuration } from './configuration';
import { isNot, repeated, unknownReference, type Finding } from './finding';
import type { OnCallSettings } from './on-call-settings';
import { reachableBy } from './channels';
import { didYouMean } from './nearest';
import type { EscalationPolicy, Responder, Target } from './responder';
import { isTimeZone } from './zoned-time';

/** More topics than this do not fit into the environment of the function that publishes to them. */
const mostResponders = 40;
const roomForTopics = 3400;

/** Everything wrong with the people. */
export function lintResponders(responders: readonly Responder[]): Finding[] {
  const ids = responders.map((responder) => responder.id);
  return [
    ...repeated(ids, (index) => `responders[${index}].id`),
    ...responders.flatMap(lintResponder),
    ...sameReach(responders, 'phone'),
    ...sameReach(responders, 'email'),
    ...tooMany(responders),
  ];
}

function lintResponder(responder: Responder, index: number): Finding[] {
  const place = `responders[${index}] (${responder.id})`;
  const findings: Finding[] = [];
  if (!/^[a-z][a-z0-9-]*$/.test(responder.id)) {
    findings.push({
      place: `responders[${index}].id`,
      problem: `${responder.id || 'an empty id'} cannot be an id`,
      mend: 'Use small letters, digits and hyphens, a letter first: it names a topic.',
    });
  }
  if (responder.name.trim() === '') {
    findings.push({ place: `${place}.name`, problem: 'it is empty', mend: 'Say what others call this person.' });
  }
  if (!/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(responder.email)) {
    const problem = isNot(responder.email, 'an e-mail address');
    findings.push({ place: `${place}.email`, problem, mend: 'Write it as name@example.com.' });
  }
  if (responder.phone !== undefined && !/^\+[1-9]\d{6,14}$/.test(responder.phone)) {
    const problem = isNot(responder.phone, 'a number in E.164 form');
    findings.push({
      place: `${place}.phone`,
      problem,
      mend: 'Write + and the country code, without blanks: +4915112345678.',
    });
  }
  if (!isTimeZone(responder.timeZone)) {
    const problem = isNot(responder.timeZone, 'a time zone');
    findings.push({ place: `${place}.timeZone`, problem, mend: 'Name one of the IANA zones, such as Europe/Berlin.' });
  }
  return findings;
}

/** Two people at one phone or in one mailbox are one person: whoever is behind somebody would be that very person. */
function sameReach(responders: readonly Responder[], field: 'phone' | 'email'): Finding[] {
  const plain = responders.map((responder) => responder[field]?.trim().toLowerCase());
  return responders.flatMap(({ id }, index) => {
    const first = plain.indexOf(plain[index]);
    if (!plain[index] || first === index || responders[first]!.id === id) return [];
    const problem = `${responders[first]!.id} has the same, so paging both reaches one`;
    return [{ place: `responders[${index}] (${id}).${field}`, problem, mend: 'Give each person their own.' }];
  });
}

function tooMany(responders: readonly Responder[]): Finding[] {
  // 70 characters of each topic's ARN are not the id, which stands in it and before it.
  const room = responders.reduce((sum, { id }) => sum + 70 + 2 * id.length, 0);
  if (responders.length <= mostResponders && room <= roomForTopics) return [];
  return [
    {
      place: 'responders',
      problem: `${responders.length} people with ids this long are more than one stack can page`,
      mend: `Have at most ${mostResponders} people with short ids, or a stack for each part of the organization.`,
    },
  ];
}

/** Everything wrong with the policies, who stands in for everybody, and who looks at reports. */
export function lintEscalation(
  policies: readonly EscalationPolicy[],
  responders: readonly Responder[],
  named: Pick<Configuration, 'defaultEscalationPolicy' | 'lastResort' | 'triageOwner' | 'onCall'>,
): Finding[] {
  const ids = policies.map((policy) => policy.id);
  const people = responders.map((responder) => responder.id);
  return [
    ...repeated(ids, (index) => `escalationPolicies[${index}].id`),
    ...policies.flatMap((policy, index) =>
      lintPolicy(policy, `escalationPolicies[${index}] (${policy.id})`, responders, named.onCall),
    ),
    ...unknownReference('defaultEscalationPolicy', named.defaultEscalationPolicy, 'escalation policy', ids),
    ...unknownReference('lastResort', named.lastResort, 'responder', people),
    ...unknownOwner(named.triageOwner, people, ids),
  ];
}

/** Whoever looks at reports is a person or a policy: one of two lists, so the nearest name is the likelier help. */
function unknownOwner(owner: string | undefined, people: readonly string[], policies: readonly string[]): Finding[] {
  const known = [...people, ...policies];
  if (owner === undefined || known.includes(owner)) return [];
  const near = didYouMean(owner, known).trimStart();
  const choice = `Name a responder (${people.join(', ')}) or an escalation policy (${policies.join(', ')}).`;
  const problem = `there is no responder and no escalation policy ${owner || '""'}`;
  return [{ place: 'triageOwner', problem, mend: near ? `${near} ${choice}` : choice }];
}

function lintPolicy(
  policy: EscalationPolicy,
  place: string,
  responders: readonly Responder[],
  onCall: OnCallSettings = {},
): Finding[] {
  if (policy.levels.length === 0) {
    return [
      { place: `${place}.levels`, problem: 'it has no level', mend: "Give it at least one: levels: [['alex']]." },
    ];
  }
  const people = responders.map((responder) => responder.id);
  const rotations = (onCall.rotations ?? []).map(({ id }) => id);
  return policy.levels.flatMap((level, index) => {
    const here = `${place}.levels[${index}]`;
    if (level.length === 0)
      return [{ place: here, problem: 'nobody is on it', mend: 'Name a responder, or remove the level.' }];
    return [
      ...repeated(
        level.map((target) => (typeof target === 'string' ? target : `rotation ${target.rotation}`)),
        (position) => `${here}[${position}]`,
      ),
      ...level.flatMap((target, position) =>
        typeof target === 'string'
          ? unknownReference(`${here}[${position}]`, target, 'responder', people)
          : unknownReference(`${here}[${position}].rotation`, target.rotation, 'rotation', rotations),
      ),
      ...(index === 0 ? nobodyHasAPhone(here, level, responders, onCall) : []),
    ];
  });
}

/** Mail wakes nobody: whoever may be alone on level 1 must have a phone, or get pushes. */
function nobodyHasAPhone(
  place: string,
  level: readonly Target[],
  responders: readonly Responder[],
  onCall: OnCallSettings,
): Finding[] {
  const reached = (person: Responder) => reachableBy(person).some((channel) => channel !== 'email');
  const named = responders.filter(({ id }) => level.includes(id));
  const taking = (onCall.rotations ?? [])
    .filter(({ id }) => level.some((target) => typeof target !== 'string' && target.rotation === id))
    .map(({ layers }) => responders.filter(({ id }) => layers.some(({ people }) => people.includes(id))));
  if (named.some(reached) || taking.some((people) => people.every(reached))) return [];
  if (named.length + taking.length === 0) return [];
  const mute = taking.flat().find((person) => !reached(person));
  const problem = mute
    ? `${mute.id} may be alone on level 1 and has no phone, and mail wakes nobody`
    : 'nobody on level 1 has a phone, and mail wakes nobody';
  return [{ place, problem, mend: 'Give somebody on it a phone, or put somebody with a phone on it.' }];
}
