import type { ComponentSetting } from '../../../domain/component-setting';
import { plus, type Instant } from '../../../domain/instant';
import { publicText, type Notice, type NoticeWithUpdates } from '../../../domain/notice';
import type { PublicSnapshot } from '../../../domain/status-page';
import type { PublicRecord } from '../../../lambdas/ports';
import type { Adversary } from './adversary';

export const component = { id: 'checkout', name: 'Checkout' };
const kinds = ['post', 'post', 'update', 'resolve', 'set', 'set', 'free'] as const;

/** What customers are told, as the table keeps it: every state it ever had, by its version. */
export class Told {
  readonly versions = new Map<number, PublicSnapshot>();
  current: PublicSnapshot | undefined;

  /** The table as one publisher reaches it. @param torn a change that is written during a reading may be seen in parts */
  reachedBy(adversary: Adversary, slowness: number, torn: boolean): PublicRecord {
    return {
      snapshot: async () => {
        await adversary.turn(slowness);
        const began = this.current;
        if (torn) await adversary.turn(slowness);
        const read = this.current;
        await adversary.turn(slowness);
        return torn && began && read ? inParts(began, read, adversary) : read;
      },
      version: () => Promise.resolve(this.current),
      begin: (at) => {
        if (!this.current) this.commit(emptyAt(at));
        return Promise.resolve();
      },
    };
  }

  /** One of the things that can happen to what customers are told, decided at `at`, written now. */
  change(adversary: Adversary, at: Instant): void {
    const before = this.current ?? { ...emptyAt(at), version: 0 };
    const notices = before.notices;
    const open = notices.find(({ notice }) => notice.resolvedAt === undefined);
    const kind = adversary.one(kinds);
    const others = notices.filter((each) => each !== open);
    const next = (change: Partial<PublicSnapshot>) =>
      this.commit({ ...before, ...change, version: before.version + 1, changedAt: at });
    if (kind === 'set') return next({ settings: [...ended(before, at), setting(at, adversary)] });
    if (kind === 'free') return next({ settings: ended(before, at) });
    if (!open) return next({ notices: [...notices, posted(`notice${notices.length}`, at)] });
    const updateCount = open.notice.updateCount + 1;
    const over: Partial<Notice> = kind === 'resolve' ? { status: 'resolved', resolvedAt: at, openIncidents: [] } : {};
    next({ notices: [...others, { ...open, notice: { ...open.notice, ...over, updateCount, changedAt: at } }] });
  }

  private commit(snapshot: PublicSnapshot): void {
    this.current = snapshot;
    this.versions.set(snapshot.version, snapshot);
  }
}

/** DynamoDB promises one moment in time for each item, not for a query: each is as it was at some time of the reading. */
function inParts(began: PublicSnapshot, ended: PublicSnapshot, adversary: Adversary): PublicSnapshot {
  const either = () => adversary.one([began, ended]);
  return { ...either(), notices: either().notices, settings: either().settings };
}

function emptyAt(at: Instant): PublicSnapshot {
  return { version: 1, startedOn: at, changedAt: at, notices: [], maintenances: [], settings: [] };
}

/** Said of the component by hand; now and then until a time that comes while all this goes on. */
function setting(at: Instant, adversary: Adversary): ComponentSetting {
  const until = adversary.strikes(0.7) ? plus(at, Math.floor(adversary.random() * 240) * 1_000 + 1_000) : undefined;
  const words = publicText('Paying by card is slow.');
  return { component: component.id, state: 'degraded_performance', words, at, until, by: 'alex', reason: 'seen' };
}

function ended({ settings }: PublicSnapshot, at: Instant): ComponentSetting[] {
  return settings.map((each) => (each.endedAt === undefined ? { ...each, endedAt: at } : each));
}

function posted(id: string, at: Instant): NoticeWithUpdates {
  const ifFailing = publicText('Paying by card may fail.');
  const notice: Notice = {
    ...{ id, version: 1, component, claims: 'partial_outage', status: 'investigating' },
    ...{ title: publicText('We are investigating a problem with Checkout.'), startedAt: at, postedAt: at },
    ...{ changedAt: at, acknowledged: false, updateCount: 1, openIncidents: ['K7MQ'] },
  };
  return { notice, updates: [{ at, kind: 'automatic', status: 'investigating', ifFailing }] };
}
