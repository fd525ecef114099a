import type { IncidentId } from '../domain/incident';

/** Makes another function of ours run, soon and at least once. */
export interface Redriver {
  escalate(incidentId: IncidentId): Promise<void>;
  checkCadence(incidentId: IncidentId): Promise<void>;
  notify(incidentId: IncidentId, numbers: readonly number[]): Promise<void>;
  publishPage(): Promise<void>;
  tellTriage(): Promise<void>;
  /** Tells people whose shifts begin or end, and of gaps ahead. */
  tellOnCall(): Promise<void>;
  /** Sends a person what waits for them, as one message. */
  sendBundle(to: string): Promise<void>;
  /** Does what is due of a person's test pages. */
  testPage(to: string): Promise<void>;
  /** Looks whether everybody's addresses get messages. */
  auditChannels(): Promise<void>;
}
