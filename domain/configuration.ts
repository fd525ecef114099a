import type { SourceGroup } from './alert-sources/alert-source';
import type { Classification, ClassificationRule } from './classification';
import type { NoticeSubject } from './notice-policy';
import type { EscalationPolicy, Responder } from './responder';
import type { Component, StatusPageSettings } from './status-page';
import type { WebhookSource } from './webhook-source';

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
  /** The sources of EventBridge that are switched on: see docs/alert-sources.md. Where it is left out, those that are on by default. */
  readonly sources?: readonly SourceGroup[];
  /** Who may send alerts by HTTP; nobody where it is left out. */
  readonly webhooks?: readonly WebhookSource[];
}

/** Whom to page for a service, level by level; never nobody: the last resort stands in. */
export function levelsFor(service: string | undefined, configuration: Configuration): readonly (readonly string[])[] {
  const known = configuration.services.find(({ id }) => id === service);
  const wanted = known?.escalationPolicy ?? configuration.defaultEscalationPolicy;
  const policy = configuration.escalationPolicies.find(({ id }) => id === wanted);
  const levels = (policy?.levels ?? []).filter((level) => level.length > 0);
  return levels.length > 0 ? levels : [[configuration.lastResort]];
}

/** What people call a responder; the id itself for one who has left the configuration. */
export function nameOf(responderId: string, configuration: Configuration): string {
  return configuration.responders.find(({ id }) => id === responderId)?.name ?? responderId;
}

/** The component of a service, if customers know it. */
export function componentOf(service: string | undefined, configuration: Configuration): Component | undefined {
  const known = configuration.services.find(({ id }) => id === service);
  return configuration.statusPage.components.find(({ id }) => id === known?.component);
}

/** The notice that may go public by itself: only if a named rule publishes and the component has its sentence. */
export function noticeSubject(classification: Classification, configuration: Configuration): NoticeSubject | undefined {
  if (!classification.rule?.publishes || classification.needsSeverity) return undefined;
  const component = componentOf(classification.service, configuration);
  if (component?.ifFailing === undefined) return undefined;
  return { component: { id: component.id, name: component.name }, ifFailing: component.ifFailing };
}
