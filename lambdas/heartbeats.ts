import type { HeartbeatPromise } from '../domain/heartbeat';
import type { Instant } from '../domain/instant';

/** The promises of jobs to report. */
export interface Heartbeats {
  all(): Promise<readonly HeartbeatPromise[]>;
  promise(id: string): Promise<HeartbeatPromise | undefined>;
  /** A report came. One that is older than the last changes nothing. @param allowed milliseconds of silence */
  heard(id: string, at: Instant, allowed: number): Promise<void>;
  /** A promise begins, or its lengths changed. */
  promised(id: string, dueAt: Instant, allowed: number): Promise<void>;
  /** Its silence was told; it is looked at again at `next`, unless a report came meanwhile. */
  looked(id: string, was: Instant, next: Instant): Promise<void>;
  /** It left the configuration. */
  retired(id: string, at: Instant): Promise<void>;
}
