import { arrive } from '../../domain/alert-arrival';
import type { Signal } from '../../domain/alert';
import { Draft, type Change, type Moment } from '../../domain/change';
import { clockNames } from '../../domain/clocks';
import type { Coverage } from '../../domain/covered-hours';
import { isChange, type CommandContext, type Decision } from '../../domain/commands';
import { keepEscalationPromises } from '../../domain/escalation';
import type { ClockName, Incident } from '../../domain/incident';
import { minute, plus, type Instant } from '../../domain/instant';
import { mayHappen } from '../../domain/lifecycle';
import type { Message } from '../../domain/message';
import type { Notice } from '../../domain/notice';
import type { NoticeSaying } from '../../domain/notice-edits';
import type { PublicView } from '../../domain/notice-policy';
import type { OnCall } from '../../domain/on-call';
import { open } from '../../domain/opening';
import type { Target } from '../../domain/responder';
import type { Severity } from '../../domain/severity';
import type { TimelineEntry } from '../../domain/timeline';
import { keepUpdatePromises } from '../../domain/update-cadence';
import { classified, night, nextWord } from './domain-alerts';

export const checkout = { id: 'checkout', name: 'Checkout' };
export const ifFailing = 'Paying by card may fail or be slow.';
export const nameOf = (id: string) => `${id[0]!.toUpperCase()}${id.slice(1)}`;

/** A message as a test wants to read it: how many minutes after the beginning, to whom, what. */
export interface Told {
  readonly minute: number;
  readonly to: string;
  readonly kind: Message['kind'];
  readonly says: Message['saying']['says'];
  readonly level: number;
  readonly attempt: number;
  readonly by: string;
}

/** How an incident of a test begins. */
export interface Beginning {
  readonly id?: string;
  readonly severity?: Severity;
  readonly publishes?: boolean;
  readonly levels?: readonly (readonly Target[])[];
  /** Monday to Friday, 09:00 to 17:00 UTC, unless said otherwise; the night of the beginning is one of Saturday. */
  readonly coverage?: Coverage;
}

/**
 * A world in which decisions are taken and kept, with a clock that can be skipped ahead. It holds what the table would
 * hold, and refuses what the table's conditions would refuse, by throwing.
 */
export class World {
  now: Instant = night;
  readonly incidents = new Map<string, Incident>();
  readonly notices = new Map<string, Notice>();
  readonly said = new Map<string, NoticeSaying[]>();
  readonly openNotices = new Map<string, string>();
  readonly entries: (TimelineEntry & { readonly incidentId: string })[] = [];
  readonly messages: Message[] = [];
  /** Who takes turns in this world: nobody, until a test says so. */
  onCall: OnCall | undefined;

  get moment(): Moment {
    return { now: this.now, nameOf, onCall: this.onCall };
  }

  /** Opens an incident; `checkout-5xx`, SEV-1, three levels of one person each, no notice, unless said otherwise. */
  open({
    id = 'K7MQ',
    severity = 1,
    publishes = false,
    levels = [['alex'], ['sam'], ['kim']],
    coverage,
  }: Beginning = {}): Scene {
    const notice = publishes ? { component: checkout, ifFailing } : undefined;
    const facts = { id, alertKey: 'key-1', classification: classified(severity), levels, coverage, notice };
    this.apply(open(nextWord('firing', this.now), facts, this.moment));
    return new Scene(this, id);
  }

  /** Lets time pass; whatever falls due happens at its own time. */
  skip(minutes: number): void {
    const until = plus(this.now, minutes * minute);
    for (let round = 0; ; round++) {
      if (round > 5_000) throw new Error('The clocks never come to rest.');
      const next = this.nextDue();
      if (next === undefined || next.at > until) break;
      if (next.at > this.now) this.now = next.at;
      this.ring(next.id, next.clock);
    }
    this.now = until;
  }

  /** Asks a clock once, as an execution that woke would. */
  ring(id: string, clock: ClockName): void {
    const incident = this.incidents.get(id)!;
    const draft = new Draft('keep-promise', incident, incident, this.moment, this.noticeOf(incident));
    if (clock === 'escalation') keepEscalationPromises(draft);
    else keepUpdatePromises(draft, this.view(incident));
    const change = draft.done();
    this.apply(change);
    const { dueAt } = change.incident.clocks[clock];
    if (dueAt !== undefined && dueAt <= this.now)
      throw new Error(`The ${clock} clock of ${id} is still due at ${dueAt} after it was asked at ${this.now}.`);
  }

  noticeOf(incident: Incident): Notice | undefined {
    const { publicNotice } = incident;
    return 'noticeId' in publicNotice ? this.notices.get(publicNotice.noticeId) : undefined;
  }

  view(incident: Incident): PublicView {
    const { publicNotice } = incident;
    const own = this.noticeOf(incident);
    const about = own?.component?.id ?? ('component' in publicNotice ? publicNotice.component.id : checkout.id);
    const openId = this.openNotices.get(about);
    return {
      openNotice: openId === undefined ? undefined : this.notices.get(openId),
      newNoticeId: `notice-${this.notices.size + 1}`,
    };
  }

  /** Writes a change as one transaction would, under the same conditions. */
  apply(change: Change): void {
    const { incident, expected, transition } = change;
    const stored = this.incidents.get(incident.id);
    if (stored?.version !== expected) throw new Error(`Lost race: version ${stored?.version} is not ${expected}.`);
    if (incident.version !== (expected ?? 0) + 1) throw new Error(`Version ${incident.version} follows ${expected}.`);
    if (stored && (transition === 'open' || !mayHappen(transition, stored.status)))
      throw new Error(`The table refuses ${transition} in ${stored.status}.`);
    const known = stored?.entryCount ?? 0;
    change.entries.forEach(({ seq }, index) => {
      if (seq !== known + index + 1) throw new Error(`Entry ${seq} is not ${known + index + 1}.`);
    });
    if (change.notice) this.applyNotice(change.notice);
    this.incidents.set(incident.id, incident);
    this.entries.push(...change.entries.map((entry) => ({ ...entry, incidentId: incident.id })));
    this.messages.push(...change.messages);
  }

  private applyNotice({ notice, opens, update }: NonNullable<Change['notice']>): void {
    const before = this.notices.get(notice.id);
    if (opens ? before !== undefined : before?.version !== notice.version - 1)
      throw new Error(`Lost race: notice ${notice.id} at version ${before?.version} cannot become ${notice.version}.`);
    const ended = notice.resolvedAt ?? notice.retractedAt;
    if (notice.component) {
      const open = this.openNotices.get(notice.component.id);
      const mine = open === undefined || open === notice.id;
      if (!mine && !(before?.resolvedAt && ended)) throw new Error(`Lost race: ${open} is open for the component.`);
      if (mine && ended) this.openNotices.delete(notice.component.id);
      else if (mine) this.openNotices.set(notice.component.id, notice.id);
    }
    this.notices.set(notice.id, notice);
    const said = [...(this.said.get(notice.id) ?? []), ...(update ? [update] : [])];
    if (said.length !== notice.updateCount)
      throw new Error(`${said.length} updates, but ${notice.updateCount} counted.`);
    this.said.set(notice.id, said);
  }

  private nextDue(): { readonly id: string; readonly clock: ClockName; readonly at: Instant } | undefined {
    return [...this.incidents.values()]
      .flatMap(({ id, clocks }) =>
        clockNames.flatMap((clock) => {
          const { dueAt } = clocks[clock];
          return dueAt === undefined ? [] : [{ id, clock, at: dueAt }];
        }),
      )
      .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))[0];
  }
}

/** One incident of the world, and what can be done to it. */
export class Scene {
  constructor(
    readonly world: World,
    readonly id: string,
  ) {}

  get incident(): Incident {
    return this.world.incidents.get(this.id)!;
  }

  get notice(): Notice | undefined {
    return this.world.noticeOf(this.incident);
  }

  get timeline(): readonly TimelineEntry[] {
    return this.world.entries.filter(({ incidentId }) => incidentId === this.id);
  }

  /** What its alarm says now. Answers false when that changed nothing. */
  alarmSays(signal: Signal, key = 'key-1', name = 'checkout-5xx'): boolean {
    const { world } = this;
    const alert = nextWord(signal, world.now, { name });
    const { openNotice } = world.view(this.incident);
    const classification = classified(this.incident.severity);
    const facts = { classification, notice: this.notice, openNotice };
    const change = arrive(alert, key, this.incident, world.moment, facts);
    if (change) world.apply(change);
    return change !== undefined;
  }

  /** Gives a command as a person, and keeps what it changes. */
  command(who: string, decide: (context: CommandContext, view: PublicView) => Decision): Decision {
    const { world, incident, notice } = this;
    const context = { incident, notice, moment: world.moment, by: { id: who, name: nameOf(who) } };
    const decision = decide(context, world.view(incident));
    if (isChange(decision)) world.apply(decision);
    return decision;
  }

  /** Everything that was sent about it after `sinceMinute`, in the order in which it was queued. */
  told(sinceMinute = -1): Told[] {
    return this.world.messages
      .filter(({ incidentId }) => incidentId === this.id)
      .map((message) => ({
        minute: (Date.parse(message.queuedAt) - Date.parse(night)) / minute,
        to: message.to,
        kind: message.kind,
        says: message.saying.says,
        level: message.level,
        attempt: message.attempt,
        by: message.channels.join('+'),
      }))
      .filter((told) => told.minute > sinceMinute);
  }

  /** The pages alone, each as `minute to level.attempt says`. */
  pages(sinceMinute = -1): string[] {
    return this.told(sinceMinute)
      .filter(({ kind }) => kind === 'page')
      .map(({ minute: at, to, level, attempt, says }) => `${at} ${to} ${level}.${attempt} ${says}`);
  }
}
