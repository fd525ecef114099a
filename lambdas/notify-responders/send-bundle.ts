import { waysTo } from '../../domain/channels';
import { instant, minute, plus } from '../../domain/instant';
import { afterBundle, bundleHeadStart, type PageLedger, type PageRef } from '../../domain/page-ledger';
import { bundleText, type BundledPage } from '../../domain/texts/bundle';
import { spokenText } from '../../domain/texts/spoken';
import { linkToken } from '../link-token';
import type { QueuedMessage } from '../ports';
import { carry } from './carry';
import { countPage } from './count-page';
import type { NotifyResponders } from './notify-responders';
import { personOf, whyWithheld } from './write-message';

/** The most pages that one message names; the next bundle takes the rest. */
const mostInOne = 100;

/** While a run sends a bundle, no other takes it up; one that dies is followed by another. */
const takenFor = 2 * minute;

/**
 * Sends a person the pages that waited, as one message, after a fresh look at each incident. A run that dies on the way sends
 * them again: a page sent twice is a nuisance, a page lost is an outage.
 */
export async function sendBundle(to: string, deps: Omit<NotifyResponders, 'holder'>): Promise<void> {
  const ledger = await deps.ledgers.of(to);
  const now = instant(deps.now());
  if (ledger.waiting.length === 0 || ledger.bundleAt === undefined) return;
  if (plus(ledger.bundleAt, -bundleHeadStart) > now) return;
  const taken = { ...ledger, bundleAt: plus(now, takenFor) };
  if (!(await deps.ledgers.keep(to, taken))) return;
  const refs = ledger.waiting.slice(0, mostInOne);
  const waiting: QueuedMessage[] = [];
  for (const ref of refs) {
    const queued = await stillWaits(ref, deps);
    if (queued) waiting.push(queued);
  }
  waiting.sort((one, other) => one.incident.severity - other.incident.severity);
  const carrier = waiting[0];
  if (carrier) await send(to, waiting, deps);
  const about = carrier && { ...carrier.message, needsSeverity: carrier.incident.needsSeverity };
  const leftAt = instant(deps.now());
  const after = (known: PageLedger) => afterBundle(known, refs, about, leftAt);
  await settle(to, (known) => (carrier ? countPage(after(known), to, carrier.incident, leftAt) : after(known)), deps);
}

/** The page as it is queued, if it is still worth sending; what is not is marked so. */
export async function stillWaits(
  { incidentId, number }: PageRef,
  { outbox, now }: Omit<NotifyResponders, 'holder'>,
): Promise<QueuedMessage | undefined> {
  const queued = await outbox.message(incidentId, number);
  if (!queued || queued.sentAt !== undefined || queued.withheldAt !== undefined) return undefined;
  const because = whyWithheld(queued.message, queued.incident);
  if (because === undefined) return queued;
  await outbox.withheld(incidentId, number, instant(now()), because);
  return undefined;
}

async function send(
  to: string,
  waiting: readonly QueuedMessage[],
  deps: Omit<NotifyResponders, 'holder'>,
): Promise<void> {
  const pages: BundledPage[] = [];
  const named = new Set<string>();
  for (const { message, incident } of waiting) {
    if (named.has(incident.id)) continue;
    named.add(incident.id);
    const token = await linkToken({ incidentId: incident.id, number: message.number }, deps.linkKeys);
    pages.push({ incident, link: `${deps.apiUrl}/a/${token}` });
  }
  const person = personOf(to);
  const { subject, body, sms } = bundleText(pages, person?.timeZone ?? 'UTC');
  const { message: carrier, incident } = waiting[0]!;
  const spoken = spokenText(incident, person?.name ?? '');
  const outgoing = { message: carrier, subject, email: body, sms, spoken, link: pages[0]?.link };
  const at = instant(deps.now());
  const { by, instead } = waysTo(person, carrier, incident.severity, at);
  const carried = await carry(outgoing, by, person, deps);
  const left = [...carried.left];
  for (const channel of instead) {
    if (left.length > 0) break;
    left.push(...(await carry(outgoing, [channel], person, deps)).left);
  }
  if (left.length === 0) throw carried.failures[0];
  for (const { message } of waiting) await deps.outbox.bundled(message.incidentId, message.number, at, carrier);
  deps.log('T306', { to, pages: waiting.map(({ message }) => `${message.incidentId} ${message.number}`) });
}

/** Others may have let pages wait meanwhile: theirs stay. A ledger that cannot be settled is found overdue again. */
export async function settle(
  to: string,
  change: (ledger: PageLedger) => PageLedger,
  deps: Omit<NotifyResponders, 'holder'>,
): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    if (await deps.ledgers.keep(to, change(await deps.ledgers.of(to)))) return;
  }
}
