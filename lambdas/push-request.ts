import { createHmac } from 'node:crypto';
import type { PushApp } from '../domain/responder';
import type { OutgoingMessage } from './ports';

/** What a push app is told, and where. */
export interface PushRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The members of an address that the apps know. */
interface Address {
  readonly url?: string;
  readonly token?: string;
  readonly user?: string;
  readonly secret?: string;
}

/** An emergency in Pushover is repeated by Pushover itself, this often and for this long, in seconds; we page again besides. */
const pushoverRepeats = { retry: 60, expire: 300 };

/**
 * A message as one of the apps wants it; a page with the priority that wakes a sleeper.
 * @throws Error that names the member that the address lacks
 */
export function pushRequest(app: PushApp, address: Address, outgoing: OutgoingMessage, at: number): PushRequest {
  const { message, subject, link } = outgoing;
  const text = outgoing.sms.split('\n')[0]!;
  const isPage = message.kind === 'page';
  const about = {
    'tocsin-kind': message.kind,
    'tocsin-incident': message.incidentId,
    'tocsin-responder': message.to,
    'tocsin-level': String(message.level),
  };
  switch (app) {
    case 'ntfy': {
      const url = new URL(needed(address, 'url'));
      const actions = link === undefined ? [] : [{ action: 'view', label: 'Open', url: link }];
      return {
        url: url.origin,
        headers: { ...about, ...json, ...(address.token && { authorization: `Bearer ${address.token}` }) },
        body: JSON.stringify({
          topic: url.pathname.slice(1),
          title: subject,
          message: text,
          priority: isPage ? 5 : 4,
          click: link,
          actions,
        }),
      };
    }
    case 'pushover':
      return {
        url: 'https://api.pushover.net/1/messages.json',
        headers: { ...about, ...json },
        body: JSON.stringify({
          token: needed(address, 'token'),
          user: needed(address, 'user'),
          title: subject,
          message: text,
          url: link,
          url_title: link && 'Open',
          ...(isPage ? { priority: 2, ...pushoverRepeats } : { priority: 1 }),
        }),
      };
    case 'generic': {
      const body = JSON.stringify({
        version: 1,
        kind: message.kind,
        incident: message.incidentId,
        responder: message.to,
        level: message.level,
        attempt: message.attempt,
        number: message.number,
        title: subject,
        text,
        link,
      });
      return {
        url: needed(address, 'url'),
        headers: { ...about, ...json, ...signed(body, needed(address, 'secret'), at) },
        body,
      };
    }
  }
}

const json = { 'content-type': 'application/json' };

/** The time in seconds, and a MAC over it, a full stop and the body: who takes it can refuse what is old or not ours. */
function signed(body: string, secret: string, at: number): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1_000));
  const mac = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { 'tocsin-timestamp': timestamp, 'tocsin-signature': `v1=${mac}` };
}

function needed(address: Address, member: keyof Address): string {
  const value = address[member];
  if (value) return value;
  throw new Error(`The address has no "${member}". Mend: docs/on-call.md, "How you are reached".`);
}
