import { configuration } from '../config';
import { isAlert } from '../domain/alert';
import { readAlert } from '../domain/alert-sources/read-alert';
import { arrivalOf, keyAfter, type KnownKey } from '../domain/alert-arrival';
import { classify } from '../domain/classification';
import { levelsFor, nameOf, noticeSubject } from '../domain/configuration';
import { coverageFor, onCallOf } from '../domain/on-call-settings';
import { instant } from '../domain/instant';
import { open } from '../domain/opening';
import { hashOfKey } from '../lambdas/adapters/incident-items';
import { alarmEvent } from '../test/support/alarm-event';
import { forInformation, type Figure } from './figure';
import { timed } from './timing';

const alerts = 1_000;
const now = Date.parse('2026-11-21T02:02:00.000Z');

/** How many alerts a second the pure part of intake can take in on one core: parse, classify, key, decide to open. */
export const ingestCore: Figure = {
  name: 'ingest-core',
  measure: async () => {
    const bodies = Array.from({ length: alerts }, (_, index) =>
      JSON.stringify(alarmEvent(index % 2 ? 'checkout-5xx' : `queue-depth-${index}`, 'ALARM', now)),
    );
    const milliseconds = timed(() => bodies.forEach((body) => takeIn(body, new Map())), 15);
    const perSecond = Math.round(alerts / (milliseconds / 1_000));
    return [forInformation('ingest core: parse, classify, key, open', `${perSecond.toLocaleString('en')} alerts/s`)];
  },
};

/**
 * What intake thinks about one message of the queue, without any table: it opens what is new and tells what repeats it.
 * `known` holds the keys so far; a key that is not there is added.
 */
export function takeIn(body: string, known: Map<string, KnownKey>): void {
  const alert = readAlert(JSON.parse(body), 'message', instant(now));
  if (!isAlert(alert)) throw new Error('The sample alert is ignored: nothing would be measured.');
  const classification = classify(alert, configuration);
  const alertKey = hashOfKey(alert.dedupKey);
  const before = known.get(alertKey);
  if (before && arrivalOf(alert, before, classification.severity) === 'repeat') return;
  const { incident } = open(
    alert,
    {
      id: 'K7MQ',
      alertKey,
      classification,
      levels: levelsFor(classification, configuration),
      coverage: coverageFor(classification.service, configuration, instant(now).slice(0, 10)),
      notice: noticeSubject(classification, configuration),
    },
    { now: instant(now), nameOf: (id) => nameOf(id, configuration), onCall: onCallOf(configuration, []) },
  );
  known.set(alertKey, { ...keyAfter(alert, incident.id, classification.severity, before, 1), count: 1 });
}
