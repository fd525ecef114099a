import type { Draft } from './change';
import type { IncidentTypeSettings } from './incident-type';
import { hour, plus, type Instant } from './instant';
import { publicDay, clockTimeWithZone } from './zoned-time';

/** Writes into the timeline who outside is to be told of an incident of this type, by whom, and by when. */
export function tellReportDuties(draft: Draft, type: IncidentTypeSettings | undefined): void {
  for (const { to, by, withinHours } of type?.reports ?? []) {
    const until = dayAndTime(plus(draft.incident.openedAt, withinHours * hour));
    draft.tell(
      'ReportOwed',
      'tocsin',
      `${type!.name}: ${draft.moment.nameOf(by)} tells ${to} by ${until}, ${withinHours} h after the opening.`,
    );
  }
}

function dayAndTime(at: Instant): string {
  return `${publicDay(at)}, ${clockTimeWithZone(at, 'UTC')}`;
}
