import { isList, reachableBy } from './channels';
import type { Configuration } from './configuration';
import { isNot, repeated, unknownReference, type Finding } from './finding';
import { badTime } from './lint-on-call';
import { chatFormats, type Chat, type PagingSettings } from './paging-settings';
import { channels, pushApps, type Channel, type Responder } from './responder';
import { severities, severityName } from './severity';

/** Everything wrong with how people and chat rooms are reached. */
export function lintChannels({ responders, services, paging = {} }: Configuration): Finding[] {
  return [
    ...responders.flatMap((responder, index) =>
      lintPerson(responder, `responders[${index}] (${responder.id})`, paging),
    ),
    ...lintVoiceNumber(paging),
    ...lintChats(
      paging.chats ?? [],
      services.map(({ owner }) => owner),
    ),
  ];
}

function lintPerson(person: Responder, place: string, paging: PagingSettings): Finding[] {
  const { channels: orders, push, quietHours } = person;
  const bySeverity: Readonly<Record<string, readonly Channel[]>> = isList(orders) ? { '': orders } : { ...orders };
  return [
    ...unknownReference(`${place}.push`, push, 'app for pushes', pushApps),
    ...Object.entries(bySeverity).flatMap(([severity, order]) => [
      ...unknownReference(`${place}.channels`, severity || undefined, 'severity', severities.map(severityName)),
      ...lintOrder(order, `${place}.channels${severity && `.${severity}`}`, severity, person, paging),
    ]),
    ...(quietHours ? lintQuietHours(quietHours, `${place}.quietHours`) : []),
  ];
}

function lintQuietHours({ from, until }: NonNullable<Responder['quietHours']>, place: string): Finding[] {
  if (from === until) return [{ place, problem: 'they never end', mend: 'Let `until` be another time than `from`.' }];
  return [...badTime(`${place}.from`, from, '23:59'), ...badTime(`${place}.until`, until, '24:00')];
}

function lintOrder(
  order: readonly Channel[],
  place: string,
  severity: string,
  person: Responder,
  { voiceNumber }: PagingSettings,
): Finding[] {
  const finding = (problem: string, mend: string): Finding => ({ place, problem, mend });
  const wakes = !['SEV-3', 'SEV-4'].includes(severity);
  const missing: Partial<Record<Channel, string>> = {
    ...(person.phone === undefined && { sms: 'phone', voice: 'phone' }),
    ...(person.push === undefined && { push: 'push' }),
  };
  const unreachable = order.flatMap((channel, index) => {
    const field = missing[channel];
    if (field === undefined) return [];
    const problem = `${person.id} has no ${field}, so ${channel} reaches nobody`;
    return [
      { place: `${place}[${index}]`, problem, mend: `Give ${person.id} a \`${field}\`, or leave ${channel} out.` },
    ];
  });
  return [
    ...order.flatMap((channel, index) => unknownReference(`${place}[${index}]`, channel, 'channel', channels)),
    ...repeated(order, (index) => `${place}[${index}]`),
    ...unreachable,
    ...(order.includes('voice') && voiceNumber === undefined
      ? [
          finding(
            'nobody can be called without a number that calls',
            'Name it in `paging.voiceNumber`, or leave voice out.',
          ),
        ]
      : []),
    ...(order.length > 0 && order.every((channel) => channel === 'voice')
      ? [finding('a call carries no link to acknowledge by', 'Add sms, push or email.')]
      : []),
    ...(order.length > 0 && wakes && reachableBy(person).length > 1 && !order.some((channel) => channel !== 'email')
      ? [finding('SEV-1 and SEV-2 come at any hour, and mail wakes nobody', 'Add sms, voice or push.')]
      : []),
    ...(order.length === 0 ? [finding('it names no channel', 'Name one, or leave it out.')] : []),
  ];
}

function lintVoiceNumber({ voiceNumber }: PagingSettings): Finding[] {
  if (voiceNumber === undefined || /^phone-[0-9a-f]{32}$/.test(voiceNumber)) return [];
  const problem = isNot(voiceNumber, 'the id of a number');
  const mend = 'Write the PhoneNumberId that `aws pinpoint-sms-voice-v2 describe-phone-numbers` tells.';
  return [{ place: 'paging.voiceNumber', problem, mend }];
}

function lintChats(chats: readonly Chat[], owners: readonly string[]): Finding[] {
  return [
    ...repeated(
      chats.map(({ id }) => id),
      (index) => `paging.chats[${index}].id`,
    ),
    ...chats.flatMap(({ id, format, teams = [] }, index) => {
      const place = `paging.chats[${index}] (${id})`;
      const badId = {
        place: `${place}.id`,
        problem: 'it cannot be an id',
        mend: 'Use small letters, digits and hyphens.',
      };
      return [
        ...(/^[a-z][a-z0-9-]*$/.test(id) ? [] : [badId]),
        ...unknownReference(`${place}.format`, format, 'format', chatFormats),
        ...teams.flatMap((team, at) =>
          unknownReference(`${place}.teams[${at}]`, team, 'owner of a service', [...new Set(owners)]),
        ),
      ];
    }),
  ];
}
