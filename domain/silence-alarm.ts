import type { Alert } from './alert';
import { classify, type Catalogue } from './classification';

/** The alarm tag that says that having no data is the trouble itself. */
export const silenceAlarmTag = 'tocsin:silence-alarm';

/**
 * An alarm that watches for something to be heard fires when nothing is: where its tag or its rule says so, INSUFFICIENT_DATA
 * is taken for ALARM. Everywhere else losing sight is neither an alarm nor an OK.
 */
export function hearingNothing(alert: Alert, catalogue: Catalogue): Alert {
  if (alert.signal !== 'unknown') return alert;
  const byTag = alert.tags[silenceAlarmTag] === 'true';
  const byRule = () => classify(alert, catalogue).rule?.silenceAlarm === true;
  return byTag || byRule() ? { ...alert, signal: 'firing', measured: 'no data' } : alert;
}
