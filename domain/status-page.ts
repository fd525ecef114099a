import type { Instant } from './instant';
import { day, plus } from './instant';
import type { PublicMaintenance } from './maintenance';
import type { ComponentState, NoticeWithUpdates } from './notice';
import { worse } from './notice-policy';

/** The version of everything that customers may read, and when it last changed: the one item that every public write touches. */
export interface PublicVersion {
  readonly version: number;
  /** When the page began: what "there is no history yet" counts from. */
  readonly startedOn: Instant;
  readonly changedAt: Instant;
}

/** What one strongly consistent read of the public partition gives. */
export interface PublicSnapshot extends PublicVersion {
  readonly notices: readonly NoticeWithUpdates[];
  /** Those ahead, those under way, and those that ended since. */
  readonly maintenances: readonly PublicMaintenance[];
}

/** A thing that customers know by name. */
export interface Component {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** What customers cannot do while it fails, written in calm weather: `Paying by card may fail or be slow.` */
  readonly ifFailing?: string;
}

/** The page's own facts, from `config/`. */
export interface StatusPageSettings {
  readonly name: string;
  readonly supportUrl?: string;
  readonly components: readonly Component[];
}

export interface ShownComponent extends Component {
  readonly position: number;
  readonly state: ComponentState;
}

/** Everything that customers may see, and nothing else: the public files are made from this alone. */
export interface StatusPage {
  readonly name: string;
  /** `https://…`, without a slash at the end. */
  readonly url: string;
  readonly supportUrl?: string;
  readonly version: number;
  /** Rises with every rendering of the same version, so that no two files are alike. */
  readonly renderSeq: number;
  readonly generatedAt: Instant;
  readonly nextRefreshBy: Instant;
  readonly startedOn: Instant;
  readonly changedAt: Instant;
  readonly components: readonly ShownComponent[];
  /** Open notices, newest first. */
  readonly open: readonly NoticeWithUpdates[];
  /** Resolved and retracted ones of the last 15 days, newest first. */
  readonly past: readonly NoticeWithUpdates[];
}

/** The page is renewed this often, changed or not. */
export const renewEvery = 5 * 60_000;

/** Older than this, a page must not be relied on. */
export const staleAfter = 10 * 60_000;

export const historyShown = 15 * day;

/** True while customers are to be told that it goes on. */
export function isOpenNotice({ notice }: NoticeWithUpdates): boolean {
  return notice.resolvedAt === undefined && notice.retractedAt === undefined;
}

/** The page as it is to be shown at `now`. */
export function projectStatusPage(
  snapshot: PublicSnapshot,
  settings: StatusPageSettings,
  rendering: { readonly url: string; readonly renderSeq: number; readonly now: Instant },
): StatusPage {
  const newestFirst = [...snapshot.notices].sort((one, other) =>
    one.notice.postedAt < other.notice.postedAt ? 1 : -1,
  );
  const open = newestFirst.filter(isOpenNotice);
  const since = plus(rendering.now, -historyShown);
  return {
    name: settings.name,
    url: rendering.url,
    supportUrl: settings.supportUrl,
    version: snapshot.version,
    renderSeq: rendering.renderSeq,
    generatedAt: rendering.now,
    nextRefreshBy: plus(rendering.now, renewEvery),
    startedOn: snapshot.startedOn,
    changedAt: snapshot.changedAt,
    components: settings.components.map((component, index) => ({
      id: component.id,
      name: component.name,
      description: component.description,
      position: index + 1,
      state: stateOf(component.id, open),
    })),
    open,
    past: newestFirst.filter((shown) => !isOpenNotice(shown) && endOf(shown) >= since),
  };
}

function endOf({ notice }: NoticeWithUpdates): Instant {
  return notice.resolvedAt ?? notice.retractedAt ?? notice.postedAt;
}

function stateOf(component: string, open: readonly NoticeWithUpdates[]): ComponentState {
  return open
    .filter(({ notice }) => notice.component?.id === component)
    .reduce<ComponentState>((state, { notice }) => worse(state, notice.claims), 'operational');
}
