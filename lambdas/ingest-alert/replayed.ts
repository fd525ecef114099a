import { isAlert, isContext, type Alert, type Reading } from '../../domain/alert';
import type { IngestAlert } from './needs';

/**
 * True for what a replay brings although its source said it, or something later, before: it changes nothing now. What never
 * came in is news, however late. Nothing says that a replayed event keeps its id, so it is known by what it says of which key,
 * and when. A change needs no such look: it stands at its own time.
 */
export async function wasHeard(read: Reading, deps: IngestAlert): Promise<boolean> {
  const word = isAlert(read) ? read : 'ignored' in read ? read.lookAgain : undefined;
  const heard = isContext(read) || (word !== undefined && (await isKnown(word, deps)));
  if (heard) {
    deps.log('T132', { name: word?.name });
    deps.count('AlertsReplayed', 1);
  }
  return heard;
}

async function isKnown(
  { dedupKey, changedAt }: Pick<Alert, 'dedupKey' | 'changedAt'>,
  deps: IngestAlert,
): Promise<boolean> {
  const key = deps.hashOfKey(dedupKey);
  const [known, keptAt] = await Promise.all([deps.alerts.known(key), deps.muted.lastKept(key)]);
  return [known?.changedAt, keptAt].some((at) => at !== undefined && changedAt <= at);
}
