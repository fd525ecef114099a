import { reset } from './clocks';
import { coveredAt } from './covered-hours';
import { coverageOf, type ClockName, type Incident } from './incident';
import { day, plus, type Instant } from './instant';
import type { Transition } from './lifecycle';
import type { Message, MessageKind, Saying, WorthWhile } from './message';
import type { Notice } from './notice';
import { withCourse } from './notice-course';
import type { NoticeSaying } from './notice-edits';
import { pagesPeople } from './observe';
import type { OnCall } from './on-call';
import type { Channel } from './responder';
import { behaviours } from './severity';
import type { EntryType, TimelineEntry } from './timeline';
import { dueAsCounted, promisedUpdate } from './update-promise';

/** What a decision may know besides the incident: the time, and what people are called. */
export interface Moment {
  readonly now: Instant;
  readonly nameOf: (responderId: string) => string;
  /** Who takes turns; left out where nothing is paged: then the people of an incident stay as they are. */
  readonly onCall?: OnCall;
}

/** A notice as it is to be stored, with what was newly said. */
export interface NoticeChange {
  readonly notice: Notice;
  /** True: it must not exist yet, and no other notice of its component may be open. */
  readonly opens: boolean;
  readonly update?: NoticeSaying;
}

/** What one transaction writes: the incident, what happened to it, the messages and the public words that follow. */
export interface Change {
  readonly transition: Transition | 'open';
  /** The version that must be stored for this to be written; undefined: the incident must not exist. */
  readonly expected?: number;
  readonly incident: Incident;
  readonly entries: readonly TimelineEntry[];
  readonly messages: readonly Message[];
  readonly notice?: NoticeChange;
}

const linkLife = day;

const allChannels: readonly Channel[] = ['sms', 'email'];

/** Whether a message that is no page may make a telephone ring: for SEV-3 only while people are at work, for SEV-4 never. */
export function mayRing(incident: Incident, now: Instant): boolean {
  const { counts } = behaviours[incident.severity];
  return pagesPeople(incident) && (counts === 'by the clock' || coveredAt(coverageOf(incident), now).covered);
}

/** A change in the making: decisions write down what follows, step by step, and `done` numbers and seals it. */
export class Draft {
  private readonly entries: TimelineEntry[] = [];
  private readonly messages: Message[] = [];
  private noticeChange: NoticeChange | undefined;
  private restarted: ClockName | undefined;

  constructor(
    readonly transition: Transition | 'open',
    private readonly before: Incident | undefined,
    public incident: Incident,
    readonly moment: Moment,
    /** The public notice of the incident as it stands, where it has one. */
    private readonly publicNotice?: Notice,
  ) {}

  set(patch: Partial<Incident>): this {
    this.incident = { ...this.incident, ...patch };
    return this;
  }

  /** @param happenedAt when it happened, where that came late */
  tell(type: EntryType, by: string, text: string, happenedAt?: Instant): this {
    const seq = this.incident.entryCount + 1;
    const late = happenedAt === undefined ? {} : { happenedAt };
    this.entries.push({ seq, at: this.moment.now, ...late, type, by, text });
    return this.set({ entryCount: seq });
  }

  send(kind: MessageKind, to: string, saying: Saying, how: Partial<SendOptions> = {}): this {
    const number = this.incident.messageCount + 1;
    this.messages.push({
      number,
      incidentId: this.incident.id,
      to,
      kind,
      channels: how.channels ?? (mayRing(this.incident, this.moment.now) ? allChannels : ['email']),
      level: how.level ?? levelOf(this.incident, to),
      attempt: how.attempt ?? 1,
      saying,
      worthWhile: how.worthWhile ?? 'open',
      queuedAt: this.moment.now,
      linkExpiresAt: plus(this.moment.now, linkLife),
    });
    return this.set({ messageCount: number });
  }

  /** True where this change sends a person anything, or anything of a kind. */
  sendsTo(person: string, only?: MessageKind): boolean {
    return this.messages.some(({ to, kind }) => to === person && (only === undefined || kind === only));
  }

  /** Sets the next time an update is due; in covered hours, where the severity counts those and customers were promised nothing. */
  promiseUpdate(dueAt: Instant, every: number): this {
    const { now } = this.moment;
    return this.set({ updates: promisedUpdate(dueAsCounted(this.incident, now, dueAt), every, now) });
  }

  /** A page: counted by level, remembered by person, worth while only until somebody acknowledges. */
  page(to: string, level: number, saying: Saying): this {
    const { escalation, paged } = this.incident;
    const key = `${level} ${to}`;
    const attempt = (escalation.attempts[key] ?? 0) + 1;
    this.send('page', to, saying, { level, attempt, channels: allChannels, worthWhile: 'unacknowledged' });
    return this.set({
      paged: paged.includes(to) ? paged : [...paged, to],
      escalation: { ...escalation, attempts: { ...escalation.attempts, [key]: attempt } },
    });
  }

  publish(change: NoticeChange): this {
    this.noticeChange = change;
    return this;
  }

  /** The public notice as this change leaves it; undefined where customers know nothing. */
  get notice(): Notice | undefined {
    return this.noticeChange?.notice ?? this.publicNotice;
  }

  /** Changes what the public notice says, where there is one that was not retracted; `update` is what is newly said. */
  amendNotice(patch: Partial<Notice>, update?: NoticeSaying): this {
    const { notice } = this;
    if (!notice || notice.retractedAt !== undefined) return this;
    const version = this.noticeChange?.notice.version ?? notice.version + 1;
    const updateCount = notice.updateCount + (update ? 1 : 0);
    const said = update ?? this.noticeChange?.update;
    this.noticeChange = {
      opens: this.noticeChange?.opens ?? false,
      notice: { ...notice, ...patch, version, updateCount, changedAt: this.moment.now },
      ...(said ? { update: said } : {}),
    };
    return this;
  }

  /** Puts a fresh clock in the place of one that was not heard. */
  restart(clock: ClockName): this {
    this.restarted = clock;
    return this.tell('ClockRestarted', 'tocsin', `The ${clock} clock was silent: a new one was started.`);
  }

  done(): Change {
    const version = (this.before?.version ?? 0) + 1;
    return {
      transition: this.transition,
      expected: this.before?.version,
      incident: { ...this.incident, version, clocks: reset(this.before?.clocks, this.incident, this.restarted) },
      entries: this.entries,
      messages: this.messages,
      notice: this.noticeChange && { ...this.noticeChange, notice: withCourse(this.noticeChange.notice) },
    };
  }
}

interface SendOptions {
  readonly channels: readonly Channel[];
  readonly level: number;
  readonly attempt: number;
  readonly worthWhile: WorthWhile;
}

/** The lowest level on which a person stands; 1 for somebody who stands on none. */
export function levelOf(incident: Incident, responder: string): number {
  const place = incident.levels.findIndex((level) => level.includes(responder));
  return place < 0 ? 1 : place + 1;
}
