import type { ClassificationRule } from './classification';
import type { EscalationPolicy, Responder } from './responder';
import type { StatusPageSettings } from './status-page';

/** Something a team runs and answers for. */
export interface Service {
  readonly id: string;
  readonly name: string;
  /** The team that owns it. */
  readonly owner: string;
  /** The public component that customers know it by. */
  readonly component?: string;
  readonly escalationPolicy?: string;
}

/** Everything in `config/`: what an operator edits. Checked as a whole at synth. */
export interface Configuration {
  /** True for the example that ships with Tocsin: its people must never be deployed to a named account. */
  readonly example?: boolean;
  readonly organization: string;
  readonly responders: readonly Responder[];
  readonly escalationPolicies: readonly EscalationPolicy[];
  /** The policy of services that name none, and of alerts that no rule knows. */
  readonly defaultEscalationPolicy: string;
  /** The responder who is paged when nobody else can be, and who gets Tocsin's own alarms. */
  readonly lastResort: string;
  readonly services: readonly Service[];
  readonly classificationRules: readonly ClassificationRule[];
  readonly statusPage: StatusPageSettings;
  /** AWS accounts by id, by the names that people know. */
  readonly accounts: Readonly<Record<string, string>>;
}
