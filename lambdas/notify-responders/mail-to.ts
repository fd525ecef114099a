import { configuration } from '@tocsin/config';
import type { Mail } from '../../domain/texts/responder-mail';
import type { Notifier } from '../ports';

/** Mails a person about being on call, and about no incident. */
export async function mailTo(
  to: string,
  { subject, body }: Mail,
  { notifier }: { readonly notifier: Notifier },
): Promise<void> {
  const message = {
    ...{ number: 0, incidentId: 'on-call', to, level: 1, attempt: 1 },
    ...({ kind: 'notice', channels: ['email'] } as const),
  };
  await notifier.send({ message, subject, email: body, sms: subject });
}

/** The zone by whose clock a person reads the time. */
export function timeZoneOf(person: string): string {
  return configuration.responders.find(({ id }) => id === person)?.timeZone ?? 'UTC';
}
