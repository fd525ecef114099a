import type { IncidentTypeSettings } from '../domain/incident-type';

/**
 * Kinds of incident that are handled in their own way. Availability, security, information governance and clinical
 * safety are always there; a line here gives one of them its own people and times, or adds another.
 */
export const incidentTypes: readonly IncidentTypeSettings[] = [
  { id: 'security', name: 'Security', updateEveryMinutes: 30 },
  {
    id: 'information-governance',
    name: 'Information governance',
    escalationPolicy: 'privacy',
    updateEveryMinutes: 30,
    reports: [{ to: 'the data protection authority', by: 'kim', withinHours: 72 }],
  },
];
