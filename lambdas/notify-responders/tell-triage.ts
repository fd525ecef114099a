import { configuration } from '@tocsin/config';
import { triageOwners } from '../../domain/configuration';
import { instant } from '../../domain/instant';
import { triageMail } from '../../domain/texts/triage-mail';
import { triageMailDue } from '../../domain/triage';
import type { Log, Notifier, Triage } from '../ports';

/** What telling the triage owner needs of the world. */
export interface TellTriage {
  readonly triage: Pick<Triage, 'open' | 'promiseMail'>;
  readonly notifier: Notifier;
  readonly now: () => number;
  readonly log: Log;
}

/**
 * Mails the triage owners which reports wait, where a mail is due, and promises the next one. The promise is renewed only
 * after all were sent: what dies between comes again.
 */
export async function tellTriage(deps: TellTriage): Promise<void> {
  const now = instant(deps.now());
  const { items, lastMailAt } = await deps.triage.open();
  const dueAt = triageMailDue(items, lastMailAt);
  if (dueAt === undefined || dueAt > now) return deps.triage.promiseMail(dueAt);
  const nameOfComponent = (id: string) =>
    configuration.statusPage.components.find((component) => component.id === id)?.name ?? id;
  for (const to of triageOwners(configuration)) {
    const timeZone = configuration.responders.find(({ id }) => id === to)?.timeZone ?? 'UTC';
    const { subject, body } = triageMail(items, nameOfComponent, timeZone);
    const message = {
      number: 0,
      incidentId: 'triage',
      to,
      kind: 'notice',
      channels: ['email'],
      level: 1,
      attempt: 1,
    } as const;
    await deps.notifier.send({ message, subject, email: body, sms: subject });
  }
  await deps.triage.promiseMail(triageMailDue(items, now), now);
  deps.log('T142', { reports: items.length });
}
