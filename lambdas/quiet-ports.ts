import type { Instant } from '../domain/instant';
import type { Maintenance } from '../domain/maintenance';
import type { KeptAlert, SuppressedAlert } from '../domain/quiet';
import type { Silence } from '../domain/silence';

/** Alerts that fired while they were to be quiet: a promise to take them in again when that ends, unless they are OK by then. */
export interface MutedAlerts {
  keep(key: string, kept: KeptAlert): Promise<void>;
  /** The event that waits, and which time this is; undefined when nothing does. */
  waiting(key: string): Promise<{ readonly event: string; readonly times: number } | undefined>;
  /** When what was kept last under this key had changed to firing, whether it still waits or not; undefined when nothing was. */
  lastKept(key: string): Promise<Instant | undefined>;
  /** It was taken in again. Leaves alone what was kept anew meanwhile. */
  released(key: string, times: number, at: Instant): Promise<void>;
  /** Its source said OK. An OK older than the alarm changes nothing. */
  forget(key: string, okAt: Instant, at: Instant): Promise<void>;
  /** Candidates: what a silence or maintenance still keeps quiet. */
  keptBy(quietId: string): Promise<readonly { readonly key: string; readonly name: string }[]>;
  /** Candidates, newest first: what was kept quiet since then, whether it still waits or not. */
  suppressed(since: Instant): Promise<readonly SuppressedAlert[]>;
}

/** What people arranged to be quiet. Every read is strongly consistent. */
export interface QuietStore {
  silence(id: string): Promise<Silence | undefined>;
  /** Those that last, and those that ended in the last 30 days. */
  silences(): Promise<readonly Silence[]>;
  maintenance(id: string): Promise<Maintenance | undefined>;
  maintenances(): Promise<readonly Maintenance[]>;
  /**
   * False when it was not so any more. One that lasted and is ended here stays a promise until it is written once more, as
   * `ended`: what it kept quiet was taken in again.
   */
  keepSilence(silence: Silence, expected: 'new' | 'lasts' | 'ended'): Promise<boolean>;
  /** Writes it where the version before it is stored; the page follows. False after a lost race. */
  keepMaintenance(maintenance: Maintenance): Promise<boolean>;
}
