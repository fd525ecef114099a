/** One message in the outbox of the local stack, as `/messages.json` tells it. */
export interface OutboxMessage {
  readonly id: string;
  readonly at: string;
  readonly to: string;
  readonly channel: 'email' | 'sms' | 'https' | 'voice';
  readonly kind: 'page' | 'notice' | 'reminder' | 'overdue' | 'resolved' | 'test';
  readonly incidentId?: string;
  readonly responder?: string;
  readonly level?: number | string;
  readonly subject?: string;
  readonly body: string;
  readonly link?: string;
}

const channelWords: Readonly<Record<OutboxMessage['channel'], string>> = {
  email: 'mail',
  sms: 'SMS',
  https: 'push',
  voice: 'call',
};

/** `mail, SMS`: every channel that carried these messages, in this order. */
export function channelsOf(messages: readonly OutboxMessage[]): string {
  const channels = Object.keys(channelWords) as OutboxMessage['channel'][];
  return channels
    .filter((channel) => messages.some((message) => message.channel === channel))
    .map((channel) => channelWords[channel])
    .join(', ');
}

/** `SMS to sam, level 2: SEV-1 checkout-5xx 03:02 CEST K7MQ. …`: a message in a line. */
export function inOneLine(message: OutboxMessage): string {
  const level = Number(message.level) > 0 ? `, level ${message.level}` : '';
  const says = (message.subject ?? message.body).split('\n')[0]!;
  return `${channelWords[message.channel]} to ${message.responder ?? message.to}${level}: ${says}`;
}
