import { configuration } from '@tocsin/config';
import * as v from 'valibot';
import { day, hour, instant, minute, plus } from '../../domain/instant';
import { isWorkedOn, type Incident } from '../../domain/incident';
import { aboutSilence, isSilent, longestSilence, type Silence, type SilenceMatch } from '../../domain/silence';
import { patternFits } from '../../domain/rule-condition';
import { publicTime } from '../../domain/zoned-time';
import { callerOf } from './caller';
import { readAs, said } from './command-bodies';
import { json, jsonBody, refused, type ApiAnswer, type ApiEvent } from './http';
import type { ResponderApi } from './needs';

/** More at once would make reading them at every alert slow: then something else is wrong. */
const mostSilences = 100;

const newSilence = v.strictObject({
  what: said('what', 200),
  lasts: v.pipe(
    v.number('lasts must be milliseconds.'),
    v.integer('lasts must be milliseconds.'),
    v.minValue(minute, 'A silence lasts a minute at least.'),
    v.maxValue(longestSilence, 'A silence lasts 7 days at most. Silence it anew then, if it must be.'),
  ),
  reason: said('reason', 300),
  account: v.optional(said('account', 100)),
  source: v.optional(said('source', 200)),
  tags: v.optional(v.record(said('a tag', 128), said('a tag', 256))),
});

/** Arranges quiet for a service, or for alarms by name, and says what goes on paging all the same. */
export async function silence(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const body = jsonBody(event);
  if (!body) return refused(400, 'The body is no JSON object.');
  const read = readAs('silence', newSilence, body);
  if ('refused' in read) return refused(400, read.refused);
  const { what, lasts, reason, ...rest } = read.body;
  const service = configuration.services.find(({ id, name }) => id === what || name === what);
  if (!service && what.replaceAll('*', '').length < 3)
    return refused(
      400,
      `silence: "${what}" would silence nearly everything. Name a service or at least three letters.`,
    );
  const matches: SilenceMatch = { ...(service ? { service: service.id } : { name: what }), ...rest };
  const now = deps.now();
  const lasting = (await deps.quiet.silences()).filter((known) => isSilent(known, now));
  if (lasting.length >= mostSilences)
    return refused(409, `silence: ${mostSilences} silences last already. End some: tocsin silences`);
  const by = callerOf(event);
  const made: Silence = { id: deps.newNoticeId(), matches, from: now, until: plus(now, lasts), reason, by };
  if (!(await deps.quiet.keepSilence(made, 'new'))) return refused(409, 'silence: try again.');
  deps.log('T122', { silence: made.id, by: by.id, until: made.until });
  const open = (await deps.incidents.list('open')).filter((incident) => paging(incident) && about(incident, matches));
  const goesOn = open.map(({ id, title }) => `${id} (${title}) is open and goes on paging: acknowledge it.`);
  const done = [
    `Silenced ${aboutSilence(matches)} until ${publicTime(made.until, now)}. What still fires then pages then.`,
    ...goesOn,
  ];
  return json(200, { done: done.join('\n'), silence: made });
}

/** Ends one early: what it kept quiet and still fires pages within a minute or two. */
export async function endSilence(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const id = event.pathParameters?.['id'] ?? '';
  const known = await deps.quiet.silence(id);
  if (!known) return refused(404, `There is no silence ${id}. See: tocsin silences --all`);
  const now = deps.now();
  if (!isSilent(known, now)) {
    const end = known.endedAt ?? known.until;
    return json(200, { already: `Silence ${id} ended at ${publicTime(end, now)}.`, silence: known });
  }
  const by = callerOf(event);
  const ended: Silence = { ...known, endedAt: now, endedBy: by };
  if (!(await deps.quiet.keepSilence(ended, 'lasts'))) return refused(409, `Somebody ended ${id} just now.`);
  deps.log('T122', { silence: id, by: by.id, ended: now });
  const done = `Ended the silence of ${aboutSilence(known.matches)}. What still fires pages within two minutes.`;
  return json(200, { done, silence: ended });
}

export async function listSilences(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const all = event.queryStringParameters?.['all'] === '1';
  const now = deps.now();
  const silences = (await deps.quiet.silences())
    .filter((known) => all || isSilent(known, now))
    .map((known) => ({ ...known, about: aboutSilence(known.matches), lasts: isSilent(known, now) }))
    .sort((one, other) => (one.from < other.from ? 1 : -1));
  return json(200, { silences });
}

/** What was kept quiet, with why and until when, and whether it still waits. */
export async function listSuppressed(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const hours = Number(event.queryStringParameters?.['hours'] ?? 24);
  if (!(hours > 0 && hours * hour <= 90 * day)) return refused(400, 'hours is a number from 1 to 2160.');
  const since = instant(Math.round(Date.parse(deps.now()) - hours * hour));
  return json(200, { since, suppressed: await deps.muted.suppressed(since) });
}

function paging(incident: Incident): boolean {
  return isWorkedOn(incident) && incident.acknowledgement === undefined;
}

function about(incident: Incident, { service, name }: SilenceMatch): boolean {
  if (service !== undefined) return incident.service === service;
  return name !== undefined && Object.values(incident.alerts).some((alert) => patternFits(name, alert.name));
}
