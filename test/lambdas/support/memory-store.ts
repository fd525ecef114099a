import type { Alert } from '../../../domain/alert';
import type { KnownKey } from '../../../domain/alert-arrival';
import type { Change } from '../../../domain/change';
import type { ServiceIncident, Situation } from '../../../domain/situation';
import type { Severity } from '../../../domain/severity';
import type { AlertWrites, KeyWrite, Receipt, ServiceWrite } from '../../../lambdas/alert-writes';
import type { AlertStore, IncidentStore, Situations, WriteResult } from '../../../lambdas/ports';
import { World } from '../../support/domain-world';

/** Incidents, keys and receipts in memory, with the table's conditions, and a pause in each call so that runs interleave. */
export class MemoryStore implements IncidentStore, AlertStore, Situations {
  readonly world = new World();
  readonly keys = new Map<string, KnownKey>();
  readonly kept = new Map<string, Receipt>();
  /** What people arranged. */
  quiet: Pick<Situation, 'silences' | 'maintenances'> = { silences: [], maintenances: [] };
  overrides: Situation['overrides'] = [];
  readonly services = new Map<string, ServiceIncident>();
  readonly calls: string[] = [];
  /** Runs right before a commit is judged: where another run gets in between. */
  beforeCommit: (() => Promise<void> | void) | undefined;
  pause: () => Promise<void> = () => Promise.resolve();

  async incident(id: string) {
    await this.call('incident');
    return this.world.incidents.get(id);
  }

  async inContext(id: string, component?: string) {
    await this.call('inContext');
    const incident = this.world.incidents.get(id);
    if (!incident) return undefined;
    const open = component === undefined ? undefined : this.world.openNotices.get(component);
    const { openNotice } = this.world.view(incident);
    return {
      incident,
      notice: this.world.noticeOf(incident),
      openNotice: openNotice ?? (open === undefined ? undefined : this.world.notices.get(open)),
    };
  }

  async commit(change: Change, alerts?: AlertWrites): Promise<WriteResult> {
    await this.call('commit');
    const before = this.beforeCommit;
    this.beforeCommit = undefined;
    await before?.();
    if (alerts?.receipts.some(({ alert }) => this.kept.has(alert.id))) return 'seen-before';
    const keys = alerts ? [alerts.key, ...(alerts.others ?? [])] : [];
    if (!keys.every((write) => this.holds(write)) || !this.holdsFor(alerts?.service)) return 'lost-race';
    try {
      this.world.apply(change);
    } catch (error) {
      if (error instanceof Error && /^Lost race|refuses/.test(error.message)) return 'lost-race';
      throw error;
    }
    for (const write of keys) this.writeKey(write);
    if (alerts?.service) this.services.set(alerts.service.service, alerts.service.after);
    this.file(alerts?.receipts ?? []);
    return 'written';
  }

  async now(): Promise<Situation> {
    await this.call('situation');
    return { services: new Map(this.services), overrides: this.overrides, ...this.quiet };
  }

  async known(key: string) {
    await this.call('known');
    return this.keys.get(key);
  }

  async knownOf(keys: readonly string[]) {
    await this.call('knownOf');
    return new Map(keys.flatMap((key) => (this.keys.has(key) ? [[key, this.keys.get(key)!] as const] : [])));
  }

  async repeat(key: string, alert: Alert, severity: Severity, counted: number) {
    await this.call('repeat');
    const known = this.keys.get(key);
    if (!known || known.signal !== alert.signal || known.changedAt < alert.changedAt) return { known };
    if (alert.signal === 'firing' && !((known.severity ?? 9) <= severity && known.count < (known.lookAgainAt ?? 0)))
      return { known };
    const repeated = { ...known, count: known.count + counted };
    this.keys.set(key, repeated);
    return { repeated };
  }

  async keep(write: KeyWrite): Promise<WriteResult> {
    await this.call('keep');
    if (!this.holds(write)) return 'lost-race';
    this.writeKey(write);
    return 'written';
  }

  async receipts(receipts: readonly Receipt[]) {
    await this.call('receipts');
    this.file(receipts);
  }

  async seen(ids: readonly string[]) {
    await this.call('seen');
    return new Set(ids.filter((id) => this.kept.has(id)));
  }

  private holds({ key, before }: KeyWrite): boolean {
    const known = this.keys.get(key);
    if (!before || !known) return before === known;
    const same = (fields: KnownKey) => `${fields.incidentId} ${fields.signal} ${fields.changedAt}`;
    return same(before) === same(known);
  }

  private holdsFor(write: ServiceWrite | undefined): boolean {
    if (!write) return true;
    const stored = this.services.get(write.service);
    return stored?.incidentId === write.before?.incidentId && stored?.joinedAt === write.before?.joinedAt;
  }

  private writeKey({ key, before, after, counted }: KeyWrite): void {
    const carried = before?.incidentId === after.incidentId ? (this.keys.get(key)?.count ?? 0) : 0;
    this.keys.set(key, { ...after, count: carried + counted });
  }

  private file(receipts: readonly Receipt[]): void {
    for (const receipt of receipts) this.kept.set(receipt.alert.id, receipt);
  }

  private async call(name: string): Promise<void> {
    this.calls.push(name);
    await this.pause();
  }
}
