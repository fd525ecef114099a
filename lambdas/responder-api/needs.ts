import type { Instant } from '../../domain/instant';
import type { ComponentSettings } from '../component-settings';
import type { Heartbeats } from '../heartbeats';
import type {
  AlertStore,
  ChangeFeed,
  IncidentReader,
  IncidentStore,
  LinkKeys,
  Log,
  Outbox,
  PromiseIndex,
  Situations,
  Triage,
} from '../ports';
import type { Speakers } from '../speakers';
import type { ReachStore } from '../reach-ports';
import type { FeedbackStore, OverrideStore } from '../on-call-ports';
import type { PageLedgers } from '../page-ledgers';
import type { MutedAlerts, QuietStore } from '../quiet-ports';

/** What the responder API needs of the world. */
export interface ResponderApi {
  readonly incidents: IncidentStore & IncidentReader;
  readonly alerts: Pick<AlertStore, 'known'>;
  readonly changes: Pick<ChangeFeed, 'between'>;
  readonly speakers: Pick<Speakers, 'all'>;
  readonly heartbeats: Pick<Heartbeats, 'all'>;
  readonly situations: Situations;
  readonly triage: Triage;
  readonly quiet: QuietStore;
  readonly overrides: OverrideStore;
  readonly feedback: FeedbackStore;
  readonly ledgers: Pick<PageLedgers, 'of'>;
  readonly muted: Pick<MutedAlerts, 'keptBy' | 'suppressed'>;
  readonly reach: Pick<ReachStore, 'tests' | 'all' | 'keepTests'>;
  readonly promises: PromiseIndex;
  readonly outbox: Pick<Outbox, 'message'>;
  readonly settings: ComponentSettings;
  readonly linkKeys: LinkKeys;
  readonly pageUrl: string;
  readonly newNoticeId: () => string;
  readonly newIncidentId: () => string;
  readonly hashOfKey: (dedupKey: string) => string;
  readonly now: () => Instant;
  readonly log: Log;
}
