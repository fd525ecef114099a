import { instant, type Instant } from '../../../domain/instant';
import type { Channel } from '../../../domain/responder';
import type { LinkKeys, Notifier, Outbox, OutgoingMessage, QueuedMessage } from '../../../lambdas/ports';
import type { World } from '../../support/domain-world';

/** The messages of a world as an outbox, with a lease for each incident, and a pause in each call so that runs interleave. */
export class MemoryOutbox implements Outbox, Notifier {
  readonly marks = new Map<
    string,
    { sentAt?: Instant; withheldAt?: Instant; why?: string; left?: readonly Channel[] }
  >();
  readonly postponements = new Map<string, Instant>();
  readonly delivered: OutgoingMessage[] = [];
  readonly leases = new Map<string, { holder: string; until: Instant }>();
  pause: () => Promise<void> = () => Promise.resolve();
  failing = new Set<number>();
  /** Milliseconds of this outbox's own clock. */
  time: number;

  constructor(readonly world: World) {
    this.time = Date.parse(world.now);
  }

  async message(id: string, number: number): Promise<QueuedMessage | undefined> {
    await this.pause();
    const message = this.world.messages.find((queued) => queued.incidentId === id && queued.number === number);
    const incident = this.world.incidents.get(id);
    return message && incident && { message, incident, ...this.marks.get(`${id} ${number}`) };
  }

  async lease(id: string, holder: string, now: Instant, until: Instant): Promise<boolean> {
    await this.pause();
    const held = this.leases.get(id);
    if (held && held.holder !== holder && held.until > now) return false;
    this.leases.set(id, { holder, until });
    return true;
  }

  async release(id: string, holder: string): Promise<void> {
    await this.pause();
    if (this.leases.get(id)?.holder === holder) this.leases.delete(id);
  }

  async sent(id: string, number: number, at: Instant): Promise<void> {
    await this.pause();
    this.marks.set(`${id} ${number}`, { sentAt: at });
  }

  async withheld(id: string, number: number, at: Instant, why: string): Promise<void> {
    await this.pause();
    this.marks.set(`${id} ${number}`, { withheldAt: at, why });
  }

  async postponed(id: string, number: number, until: Instant): Promise<void> {
    await this.pause();
    this.postponements.set(`${id} ${number}`, until);
  }

  async partly(id: string, number: number, left: readonly Channel[], until: Instant): Promise<void> {
    await this.pause();
    this.marks.set(`${id} ${number}`, { left });
    this.postponements.set(`${id} ${number}`, until);
  }

  async bundled(id: string, number: number, at: Instant): Promise<void> {
    await this.sent(id, number, at);
  }

  async send(outgoing: OutgoingMessage): Promise<void> {
    await this.pause();
    if (this.failing.has(outgoing.message.number)) throw new Error('SNS is down');
    this.delivered.push(outgoing);
  }

  /** Sleeping takes no time but this outbox's own. */
  sleep = async (milliseconds: number): Promise<void> => {
    this.time += milliseconds;
    await this.pause();
  };

  get now(): Instant {
    return instant(this.time);
  }
}

/** Two keys, the first of which signs; `asked` counts how often they were fetched. */
export function memoryKeys(...ids: readonly number[]): LinkKeys & { asked: number } {
  const keys = (ids.length > 0 ? ids : [3, 9]).map((id) => ({ id, key: new Uint8Array(32).fill(id + 1) }));
  return {
    asked: 0,
    async keys() {
      this.asked++;
      return keys;
    },
  };
}
