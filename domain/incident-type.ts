/** A kind of incident that needs people, or times, of its own: a security incident is not handled as a slow page is. */
export interface IncidentTypeSettings {
  /** `security`: what rules and alerts name. */
  readonly id: string;
  /** What people read: `Security`. */
  readonly name: string;
  /** Who is paged for it, instead of the service's own people. */
  readonly escalationPolicy?: string;
  /** Internal updates come at least this often, whatever the severity's own rhythm. */
  readonly updateEveryMinutes?: number;
  /** Whom the organization must tell, who does so, and how soon. */
  readonly reports?: readonly ReportDuty[];
}

/** A report that somebody outside is owed, counted from when the incident opens. */
export interface ReportDuty {
  /** Who is told: `the data protection authority`. */
  readonly to: string;
  /** The responder who sees to it. */
  readonly by: string;
  readonly withinHours: number;
}

/** What an alert is that says nothing else. */
export const usualIncidentType = 'availability';

/** The types that every organization has, without a line of configuration. */
export const defaultIncidentTypes: readonly IncidentTypeSettings[] = [
  { id: usualIncidentType, name: 'Availability' },
  { id: 'security', name: 'Security' },
  { id: 'information-governance', name: 'Information governance' },
  { id: 'clinical-safety', name: 'Clinical safety' },
];

/** Every type there is: the organization's own, then those defaults that it did not write anew. */
export function incidentTypesOf(configuration: {
  readonly incidentTypes?: readonly IncidentTypeSettings[];
}): readonly IncidentTypeSettings[] {
  const own = configuration.incidentTypes ?? [];
  return [...own, ...defaultIncidentTypes.filter(({ id }) => own.every((type) => type.id !== id))];
}

/** What is arranged for a type; undefined for one that nobody has described. */
export function incidentTypeOf(
  id: string,
  configuration: { readonly incidentTypes?: readonly IncidentTypeSettings[] },
): IncidentTypeSettings | undefined {
  return incidentTypesOf(configuration).find((type) => type.id === id);
}
