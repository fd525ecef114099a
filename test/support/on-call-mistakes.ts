import type { Configuration } from '../../domain/configuration';
import type { OnCallSettings } from '../../domain/on-call-settings';
import type { Layer, Rotation } from '../../domain/rotation';
import type { Mistake } from './configuration-mistakes';

const layer: Layer = {
  people: ['chris', 'robin'],
  turn: { weeks: 1 },
  handOff: { on: 'Mon', at: '09:00' },
  startsOn: '2026-01-05',
};
export const rotation: Rotation = { id: 'shop', name: 'Shop', timeZone: 'Europe/Vienna', layers: [layer] };

/** What can be wrong with who takes turns, and with when people are at work. */
export const onCallMistakes: readonly Mistake[] = [
  [
    'a rotation in a zone that does not exist, with somebody nobody knows',
    withRotation({ timeZone: 'Europe/Bonn', layers: [{ ...layer, people: ['chris', 'pat'] }] }),
    [`${at()}.timeZone: Europe/Bonn is not a time zone`, `${at('layers[0].people[1]')}: there is no responder pat`],
  ],
  ['a rotation without a layer', withRotation({ layers: [] }), [`${at('layers')}: it has no layer`]],
  ['a layer of nobody', withLayer({ people: [] }), [`${at('layers[0].people')}: nobody is on it`]],
  ['a turn of no length', withLayer({ turn: { weeks: 0 } }), [`${at('layers[0].turn')}: it is no length`]],
  [
    'a hand-off at no time of day, on no day',
    withLayer({ handOff: { on: 'Monday' as 'Mon', at: '9:00' } }),
    [
      `${at('layers[0].handOff.at')}: 9:00 is not a time of day`,
      `${at('layers[0].handOff.on')}: Monday is not a weekday`,
    ],
  ],
  [
    'a weekday for turns of days',
    withLayer({ turn: { days: 3 } }),
    [`${at('layers[0].handOff.on')}: turns that are not whole weeks do not begin on the same weekday`],
  ],
  [
    'a beginning on a day that there is not',
    withLayer({ startsOn: '2026-02-30' }),
    [`${at('layers[0].startsOn')}: 2026-02-30 is not a day`],
  ],
  [
    'two rotations with one id',
    withOnCall({ rotations: [rotation, rotation] }),
    ['onCall.rotations[1].id: shop is already at onCall.rotations[0].id'],
  ],
  [
    'hours with no holidays of that name, and a service that is paged in hours nobody knows',
    (good) => ({
      ...withOnCall({ hours: [{ id: 'office', timeZone: 'UTC', hours: [], holidays: 'vienna' }] })(good),
      services: [{ ...good.services[0]!, pagedDuring: 'night' }],
    }),
    [
      'onCall.hours[0] (office).holidays: there is no list of holidays vienna',
      'onCall.hours[0] (office).hours: they never come',
      'services[0] (shop).pagedDuring: there is no hours night',
    ],
  ],
  [
    'a holiday that is no day',
    withOnCall({ holidays: { vienna: ['26.10.2027'] } }),
    ['onCall.holidays.vienna[0]: 26.10.2027 is not a day'],
  ],
  [
    'a chain of command of people who are not there',
    withOnCall({ chainOfCommand: ['pat'], incidentManagers: 'chiefs' }),
    ['onCall.chainOfCommand[0]: there is no responder pat', 'onCall.incidentManagers: there is no rotation chiefs'],
  ],
  [
    'a limit of no pages',
    withOnCall({ limits: { pagesPerShift: 0 } }),
    ['onCall.limits.pagesPerShift: 0 is no number of pages'],
  ],
  [
    'a manager who is their own',
    (good) => ({ ...good, responders: [{ ...good.responders[0]!, manager: 'chris' }, good.responders[1]!] }),
    ['responders[0] (chris).manager: chris would be their own manager'],
  ],
  [
    'nobody behind the one who is woken',
    (good) => ({ ...good, escalationPolicies: [{ id: 'all', levels: [['chris']] }] }),
    ['services[0] (shop): a rule makes it SEV-1 or SEV-2, and its policy all has nobody behind "chris"'],
  ],
];

function at(place?: string): string {
  return `onCall.rotations[0] (shop)${place === undefined ? '' : `.${place}`}`;
}

function withOnCall(onCall: OnCallSettings): (good: Configuration) => Configuration {
  return (good) => ({ ...good, onCall });
}

function withRotation(changed: Partial<Rotation>): (good: Configuration) => Configuration {
  return withOnCall({ rotations: [{ ...rotation, ...changed }] });
}

function withLayer(changed: Partial<Layer>): (good: Configuration) => Configuration {
  return withRotation({ layers: [{ ...layer, ...changed }] });
}
