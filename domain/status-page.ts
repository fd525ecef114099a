import type { Instant } from './instant';
import { day, latestFirst, plus } from './instant';
import type { ComponentSetting } from './component-setting';
import type { PublicMaintenance } from './maintenance';
import type { NoticeWithUpdates } from './notice';
import { endOf } from './notice-course';
import { monthsOf, type ShownMonth } from './shown-months';
import { showComponents, type ShownComponent, type ShownGroup } from './shown-components';

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
  readonly settings: readonly ComponentSetting[];
}

/** A thing that customers know by name. */
export interface Component {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** What customers cannot do while it fails, written in calm weather: `Paying by card may fail or be slow.` */
  readonly ifFailing?: string;
  /** The id of the group that it is shown in. */
  readonly group?: string;
}

/** Components that customers think of together. */
export interface ComponentGroup {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
}

/** What makes the page the organization's own. Colours are `#rrggbb`; synth checks their contrast. */
export interface Brand {
  /** An SVG without scripts, styles and links, drawn at the height of a line. It stands before the name. */
  readonly logo?: string;
  /** The colour of links and of the line above the name, on light and on dark ground. */
  readonly accent?: { readonly light: string; readonly dark: string };
}

/** An address of the organization's own for the page. */
export interface PageDomain {
  /** `status.example.com` */
  readonly name: string;
  /** A certificate of ACM for that name. It must be in us-east-1, wherever the rest is: CloudFront looks only there. */
  readonly certificateArn: string;
}

/** The page's own facts, from `config/`. */
export interface StatusPageSettings {
  readonly name: string;
  readonly supportUrl?: string;
  readonly components: readonly Component[];
  readonly groups?: readonly ComponentGroup[];
  readonly brand?: Brand;
  /** Left out: the page has the address that CloudFront gives it. */
  readonly domain?: PageDomain;
  /** True: search engines are asked to leave the page out. */
  readonly noindex?: boolean;
  /** True: anybody may report a problem by a form at `/report` of the responder API; it waits for the triage owner and pages nobody. */
  readonly reportForm?: boolean;
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
  readonly groups: readonly ShownGroup[];
  readonly brand: Brand;
  readonly noindex: boolean;
  /** Open notices, newest first. */
  readonly open: readonly NoticeWithUpdates[];
  /** Resolved and retracted ones of the last 15 days, newest first. */
  readonly past: readonly NoticeWithUpdates[];
  /** Everything that is known of the last months, open or over, newest first. */
  readonly recent: readonly NoticeWithUpdates[];
  /** The months that can still change, newest first. */
  readonly months: readonly ShownMonth[];
  /** Those ahead, under way and over, by their planned beginning, latest first. */
  readonly maintenances: readonly PublicMaintenance[];
}

/** The page is renewed this often, changed or not. */
export const renewEvery = 5 * 60_000;

/** Older than this, a page must not be relied on. */
export const staleAfter = 10 * 60_000;

/** What the front page tells of the past. */
export const historyShown = 15 * day;

/**
 * How long a notice that has ended is read again with each rendering: 90 days of uptime, and what else ended in the month in which
 * they begin. Files about older ones stay as they are.
 */
export const historyRead = 135 * day;

/** True while customers are to be told that it goes on. */
export function isOpenNotice({ notice }: NoticeWithUpdates): boolean {
  return endOf(notice) === undefined;
}

/** The page as it is to be shown at `now`. */
export function projectStatusPage(
  snapshot: PublicSnapshot,
  settings: StatusPageSettings,
  rendering: { readonly url: string; readonly renderSeq: number; readonly now: Instant },
): StatusPage {
  const { now } = rendering;
  const recent = [...snapshot.notices].sort(latestFirst(({ notice }) => notice.postedAt));
  const maintenances = [...snapshot.maintenances].sort(latestFirst(({ from }) => from));
  const since = plus(now, -historyShown);
  return {
    name: settings.name,
    url: rendering.url,
    supportUrl: settings.supportUrl,
    brand: settings.brand ?? {},
    noindex: settings.noindex ?? false,
    version: snapshot.version,
    renderSeq: rendering.renderSeq,
    generatedAt: now,
    nextRefreshBy: plus(now, renewEvery),
    startedOn: snapshot.startedOn,
    changedAt: snapshot.changedAt,
    ...showComponents({ ...snapshot, notices: recent, maintenances }, settings, now),
    open: recent.filter(isOpenNotice),
    past: recent.filter(({ notice }) => (endOf(notice) ?? '') >= since),
    recent,
    months: monthsOf(recent, maintenances, snapshot.startedOn, now),
    maintenances,
  };
}
