import type { SourceGroup } from './alert-sources/alert-source';
import type { Heartbeat } from './heartbeat';
import type { Classification, ClassificationRule } from './classification';
import { incidentTypeOf, type IncidentTypeSettings } from './incident-type';
import type { MaintenanceWindow } from './maintenance-window';
import type { NoticeSubject } from './notice-policy';
import type { OnCallSettings } from './on-call-settings';
import type { PagingSettings } from './paging-settings';
import type { EscalationPolicy, Responder, Target } from './responder';
import type { SeverityPolicy } from './severity-policy';
import type { Component, StatusPageSettings } from './status-page';
import type { WebhookSource } from './webhook-source';

/** Something a team runs and answers for. */
export interface Service {
  readonly id: string;
  readonly name: string;
  /** The team that owns it. */
  readonly owner: string;
  /** How much depends on it; what its alerts are worth where nothing else says so. */
  readonly tier?: Tier;
  /** The alarms that are about it, by name, with `*` for any characters: for alerts that name no service. */
  readonly alarms?: readonly string[];
  /** The services that it cannot work without. */
  readonly dependsOn?: readonly string[];
  /** The public component that customers know it by. */
  readonly component?: string;
  readonly escalationPolicy?: string;
  /** The hours in which its SEV-3 page, by their id in `config/on-call.ts`, or `always`; Monday to Friday, 09:00 to 17:00, where it is left out. */
  readonly pagedDuring?: string;
  /** A link to what to do, for rules that have none of their own. */
  readonly runbook?: string;
  /** Links to its graphs. */
  readonly dashboards?: readonly string[];
  readonly slo?: ServiceLevel;
}

/** 1 critical: the business stops without it. 2 important: customers notice. 3 internal: only colleagues notice. */
export type Tier = 1 | 2 | 3;

/** What a service promises: `99.9` percent of `requests answered` over `30d`. */
export interface ServiceLevel {
  readonly name: string;
  /** In percent. */
  readonly objective: number;
  /** The days over which it is counted. */
  readonly windowDays: number;
}

/** An AWS account, as people know it. */
export interface Account {
  readonly name: string;
  /** `production`, `staging`: what rules may ask for. */
  readonly environment: string;
}

/** Everything in `config/`: what an operator edits. Checked as a whole at synth. */
export interface Configuration {
  /** True for the example that ships with Tocsin: its people must never be deployed to a named account. */
  readonly example?: boolean;
  readonly organization: string;
  /** The IANA zone by which the organization works; UTC where it is left out. */
  readonly timeZone?: string;
  readonly responders: readonly Responder[];
  readonly escalationPolicies: readonly EscalationPolicy[];
  /** The policy of services that name none, and of alerts that no rule knows. */
  readonly defaultEscalationPolicy: string;
  /** Who takes turns, and when people are at work. */
  readonly onCall?: OnCallSettings;
  /** How pages leave: from which numbers, when they are tested, and the chat rooms that are told. */
  readonly paging?: PagingSettings;
  /** The responder who is paged when nobody else can be, and who gets Tocsin's own alarms. */
  readonly lastResort: string;
  /** Who looks at what people report: a responder or an escalation policy, whose first level it is. Else level 1 of the default policy. */
  readonly triageOwner?: string;
  readonly services: readonly Service[];
  readonly classificationRules: readonly ClassificationRule[];
  readonly statusPage: StatusPageSettings;
  /** AWS accounts by their ids. */
  readonly accounts: Readonly<Record<string, Account>>;
  /** Kinds of incident with people or times of their own, besides those that there always are. */
  readonly incidentTypes?: readonly IncidentTypeSettings[];
  /** What the severities mean, and who agreed to it. */
  readonly severityPolicy?: SeverityPolicy;
  /** `o-…`: every account of this AWS organization may send alerts. Where it is left out, those in `accounts` may. */
  readonly organizationId?: string;
  /** The sources of EventBridge that are switched on: see docs/alert-sources.md. Where it is left out, those that are on by default. */
  readonly sources?: readonly SourceGroup[];
  /** Jobs that report, and are an alert when they do not. */
  readonly heartbeats?: readonly Heartbeat[];
  /**
   * A day (`2027-03-15`, from its beginning in `timeZone`) or an instant: until then, what no rule knows is mailed to level 1
   * instead of paging.
   */
  readonly observeUntil?: string;
  /** Maintenance that comes again and again. */
  readonly maintenanceWindows?: readonly MaintenanceWindow[];
  /** Who may send alerts by HTTP; nobody where it is left out. */
  readonly webhooks?: readonly WebhookSource[];
}

/**
 * Whom a policy names, level by level: that of the incident's type, else of its service, else the default's.
 * Never nobody: the last resort stands in.
 */
export function levelsFor(
  { service, incidentType }: Pick<Classification, 'service' | 'incidentType'>,
  configuration: Configuration,
): readonly (readonly Target[])[] {
  const wanted =
    incidentTypeOf(incidentType, configuration)?.escalationPolicy ??
    serviceOf(service, configuration)?.escalationPolicy ??
    configuration.defaultEscalationPolicy;
  const policy = configuration.escalationPolicies.find(({ id }) => id === wanted);
  const levels = (policy?.levels ?? []).filter((level) => level.length > 0);
  return levels.length > 0 ? levels : [[configuration.lastResort]];
}

/** Who is mailed about reports that wait; never nobody. Where that is a rotation, everybody who takes turns in it. */
export function triageOwners(configuration: Configuration): readonly string[] {
  const { triageOwner, responders, escalationPolicies, defaultEscalationPolicy, lastResort } = configuration;
  if (responders.some(({ id }) => id === triageOwner)) return [triageOwner!];
  const policy = escalationPolicies.find(({ id }) => id === (triageOwner ?? defaultEscalationPolicy));
  const level = policy?.levels.find((targets) => targets.length > 0) ?? [lastResort];
  const takingTurns = (rotation: string) =>
    configuration.onCall?.rotations?.find(({ id }) => id === rotation)?.layers.flatMap(({ people }) => people) ?? [];
  return [
    ...new Set(level.flatMap((target) => (typeof target === 'string' ? [target] : takingTurns(target.rotation)))),
  ];
}

/** A service of the catalogue; undefined for a name that is not in it. */
export function serviceOf(id: string | undefined, { services }: Pick<Configuration, 'services'>): Service | undefined {
  return services.find((service) => service.id === id);
}

/** What people call an account; undefined for one that nobody has named. */
export function accountNameOf(
  id: string | undefined,
  { accounts }: Pick<Configuration, 'accounts'>,
): string | undefined {
  return id === undefined || !Object.hasOwn(accounts, id) ? undefined : accounts[id]?.name;
}

/** What people call a responder; the id itself for one who has left the configuration. */
export function nameOf(responderId: string, configuration: Configuration): string {
  return configuration.responders.find(({ id }) => id === responderId)?.name ?? responderId;
}

/** The component of a service, if customers know it. */
export function componentOf(service: string | undefined, configuration: Configuration): Component | undefined {
  const known = serviceOf(service, configuration);
  return configuration.statusPage.components.find(({ id }) => id === known?.component);
}

/** The notice that may go public by itself: only if a named rule publishes and the component has its sentence. */
export function noticeSubject(classification: Classification, configuration: Configuration): NoticeSubject | undefined {
  if (!classification.rule?.publishes || classification.needsSeverity) return undefined;
  const component = componentOf(classification.service, configuration);
  if (component?.ifFailing === undefined) return undefined;
  return { component: { id: component.id, name: component.name }, ifFailing: component.ifFailing };
}
