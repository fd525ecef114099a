import type { Configuration } from '../../domain/configuration';
import type { Responder } from '../../domain/responder';
import type { Mistake } from './configuration-mistakes';

const voiceNumber = `phone-${'0123456789abcdef'.repeat(2)}`;

/** What can be wrong with how people and chat rooms are reached. */
export const channelMistakes: readonly Mistake[] = [
  [
    'test pages at no time',
    (config) => ({ ...config, paging: { testPages: { on: 'Someday' as 'Tue', at: '25:00' } } }),
    ['paging.testPages.on: Someday is not a weekday', 'paging.testPages.at: 25:00 is not a time of day'],
  ],
  [
    'test pages as a word that there is not',
    (config) => ({ ...config, paging: { testPages: 'daily' as 'never' } }),
    ['paging.testPages: it is no weekday and time'],
  ],
  [
    'a sending number that is none',
    (config) => ({ ...config, paging: { sendingNumbers: ['0151 2345'] } }),
    ['paging.sendingNumbers[0]: 0151 2345 is not a number in E.164 form'],
  ],
  [
    'an order with a channel that there is not, and one twice',
    withChris({ channels: ['sms', 'fax' as 'sms', 'sms'] }),
    [
      'responders[0] (chris).channels[1]: there is no channel fax',
      'responders[0] (chris).channels[2]: sms is already at responders[0] (chris).channels[0]',
    ],
  ],
  [
    'an order for a severity that there is not',
    withChris({ channels: { 'SEV-1': ['sms'], 'SEV-5': ['email'] } as Responder['channels'] }),
    [
      'responders[0] (chris).channels: there is no severity SEV-5',
      'responders[0] (chris).channels.SEV-5: SEV-1 and SEV-2 come at any hour, and mail wakes nobody',
    ],
  ],
  [
    'an order of nothing',
    withChris({ channels: { 'SEV-4': [] } }),
    ['responders[0] (chris).channels.SEV-4: it names no channel'],
  ],
  [
    'pushes without an app',
    withChris({ channels: ['push', 'sms'] }),
    ['responders[0] (chris).channels[0]: chris has no push, so push reaches nobody'],
  ],
  [
    'pushes to an app that there is not',
    withChris({ push: 'pager' as 'ntfy' }),
    ['responders[0] (chris).push: there is no app for pushes pager'],
  ],
  [
    'text messages and calls without a phone',
    withRobin({ push: 'ntfy', channels: ['push', 'sms', 'voice'] }, { voiceNumber }),
    [
      'responders[1] (robin).channels[1]: robin has no phone, so sms reaches nobody',
      'responders[1] (robin).channels[2]: robin has no phone, so voice reaches nobody',
    ],
  ],
  [
    'calls from no number, and nothing to read with them',
    withChris({ channels: ['voice'] }),
    [
      'responders[0] (chris).channels: nobody can be called without a number that calls',
      'responders[0] (chris).channels: a call carries no link to acknowledge by',
    ],
  ],
  [
    'mail alone for what must wake somebody',
    withChris({ channels: { 'SEV-2': ['email'], 'SEV-3': ['email'] } }),
    ['responders[0] (chris).channels.SEV-2: SEV-1 and SEV-2 come at any hour, and mail wakes nobody'],
  ],
  [
    'quiet hours that are none',
    withChris({ quietHours: { from: '10 pm', until: '07:00' } }),
    ['responders[0] (chris).quietHours.from: 10 pm is not a time of day'],
  ],
  [
    'two people at one phone and in one mailbox',
    withRobin({ phone: '+4915112345678', email: 'CHRIS@example.net' }, {}),
    [
      'responders[1] (robin).phone: chris has the same, so paging both reaches one',
      'responders[1] (robin).email: chris has the same, so paging both reaches one',
    ],
  ],
  ['a person without an e-mail address', withRobin({ email: '' }, {}), ['responders[1] (robin).email: it is missing']],
  [
    'channels that are no list',
    withChris({ channels: 'sms' as unknown as [] }),
    ['responders, paging: it cannot be read: order.flatMap is not a function'],
  ],
  [
    'quiet hours without an end',
    withChris({ quietHours: { from: '22:00', until: '22:00' } }),
    ['responders[0] (chris).quietHours: they never end'],
  ],
  [
    'a number that calls, written as people do',
    (good) => ({ ...good, paging: { voiceNumber: '+4930123456' } }),
    ['paging.voiceNumber: +4930123456 is not the id of a number'],
  ],
  [
    'a chat room without a proper id, in a format that there is not, for a team that owns nothing',
    (good) => ({ ...good, paging: { chats: [{ id: 'Ops Room', format: 'irc' as 'slack', teams: ['them'] }] } }),
    [
      'paging.chats[0] (Ops Room).id: it cannot be an id',
      'paging.chats[0] (Ops Room).format: there is no format irc',
      'paging.chats[0] (Ops Room).teams[0]: there is no owner of a service them',
    ],
  ],
];

function withChris(patch: Partial<Responder>): (good: Configuration) => Configuration {
  return (good) => ({ ...good, responders: [{ ...good.responders[0]!, ...patch }, good.responders[1]!] });
}

function withRobin(patch: Partial<Responder>, paging: Configuration['paging']): (good: Configuration) => Configuration {
  return (good) => ({ ...good, paging, responders: [good.responders[0]!, { ...good.responders[1]!, ...patch }] });
}
