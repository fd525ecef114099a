import type { Context } from './alert';
import { Draft, type Change, type Moment } from './change';
import { isOpen, type Incident } from './incident';
import type { EntryType } from './timeline';
import { clockTimeWithZone } from './zoned-time';

const entryTypes: Readonly<Record<Context['context'], EntryType>> = {
  'alarm-edited': 'AlarmEdited',
  'alarm-deleted': 'AlarmDeleted',
};

/** Notes in the timeline of an open incident what was done to one of its alarms; undefined once the incident is over. */
export function noteAlarmChange(context: Context, incident: Incident, moment: Moment): Change | undefined {
  if (!isOpen(incident)) return undefined;
  const when = clockTimeWithZone(context.at, 'UTC');
  return new Draft('alert-changes', incident, incident, moment)
    .tell(entryTypes[context.context], 'alarm', `${context.text} That was at ${when}.`)
    .done();
}
