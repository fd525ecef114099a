import type { Instant } from '../../domain/instant';
import type { IncidentReader, IncidentStore, LinkKeys, Log, Outbox } from '../ports';

/** What the responder API needs of the world. */
export interface ResponderApi {
  readonly incidents: IncidentStore & IncidentReader;
  readonly outbox: Pick<Outbox, 'message'>;
  readonly linkKeys: LinkKeys;
  readonly pageUrl: string;
  readonly newNoticeId: () => string;
  readonly now: () => Instant;
  readonly log: Log;
}
