import { Draft } from './change';
import { begin, type CommandContext, type Decision } from './commands';
import { between, day, latest, minute, plus, type Instant } from './instant';

/** What somebody reported, waiting for a person to say what it is. It pages nobody. */
export interface TriageItem {
  readonly id: string;
  /** What is broken, in their words. */
  readonly what: string;
  /** The public component that they named. */
  readonly component?: string;
  /** Since when, in their words. */
  readonly since?: string;
  /** How to reach them. For people of the organization alone: never public, never logged. */
  readonly contact?: string;
  readonly receivedAt: Instant;
  /** Reports like it that were counted and not kept, for there were too many in that hour. */
  readonly more?: number;
}

/** The most reports that are kept of one hour; those beyond are counted. */
export const mostKeptAnHour = 20;

const mailsApart = 15 * minute;
const remindedAfter = 30 * minute;
/** So many reports about one component, this close together, are said first. */
const cluster = 3;
const clusterWithin = 15 * minute;

/** When the triage owner is to be mailed next: at once for what is new, but not twice in 15 minutes; once more after 30 minutes; then daily. */
export function triageMailDue(open: readonly TriageItem[], lastMailAt: Instant | undefined): Instant | undefined {
  const [oldest] = open.map(({ receivedAt }) => receivedAt).sort();
  if (oldest === undefined) return undefined;
  if (lastMailAt === undefined) return oldest;
  const newest = open
    .map(({ receivedAt }) => receivedAt)
    .sort()
    .at(-1)!;
  if (newest > lastMailAt) return latest(newest, plus(lastMailAt, mailsApart));
  const reminder = plus(oldest, remindedAfter);
  return lastMailAt < reminder ? latest(reminder, plus(lastMailAt, mailsApart)) : plus(lastMailAt, day);
}

/** Components about which three or more reports came within 15 minutes. */
export function clustersOf(
  open: readonly TriageItem[],
): readonly { readonly component: string; readonly count: number }[] {
  const components = [...new Set(open.flatMap(({ component }) => component ?? []))];
  return components.flatMap((component) => {
    const times = open
      .filter((item) => item.component === component)
      .map(({ receivedAt }) => receivedAt)
      .sort();
    const counts = times.map((from) => times.filter((at) => at >= from && between(from, at) <= clusterWithin).length);
    const count = Math.max(...counts);
    return count >= cluster ? [{ component, count }] : [];
  });
}

/** What was reported belongs to an incident that is open: a line in its timeline. */
export function attachReport(context: CommandContext, item: TriageItem): Decision {
  const draft = begin(context, 'update');
  if (!(draft instanceof Draft)) return draft;
  return draft.tell('ReportAttached', context.by.name, `Report ${item.id} belongs to it: “${item.what}”`).done();
}
