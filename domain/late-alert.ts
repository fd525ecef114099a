import type { Alert } from './alert';
import { Draft, type Change, type Moment } from './change';
import type { Incident } from './incident';
import { clockTimeWithZone } from './zoned-time';

/** Notes what came late at its own place in the timeline; it changes nothing else. */
export function noteLateAlert(alert: Alert, incident: Incident, moment: Moment): Change {
  const said = alert.signal === 'firing' ? 'fired' : alert.signal === 'ok' ? 'was OK' : 'had no data';
  const when = clockTimeWithZone(alert.changedAt, 'UTC');
  return new Draft('alert-changes', incident, incident, moment)
    .tell(
      'AlertCameLate',
      'alarm',
      `${alert.name} ${said} at ${when}. That came late and changes nothing.`,
      alert.changedAt,
    )
    .done();
}
