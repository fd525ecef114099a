import { configuration } from '@tocsin/config';
import { createHash } from 'node:crypto';
import { hour, plus } from '../../domain/instant';
import { mostKeptAnHour, triageMailDue, type TriageItem } from '../../domain/triage';
import { pagePolicy } from './acknowledge-frame';
import { page, refused, type ApiAnswer, type ApiEvent } from './http';
import type { ResponderApi } from './needs';
import { reportPage, thankYouPage } from './report-page';

const longest = { what: 1_000, since: 100, contact: 200, component: 100 } as const;
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The form for people who noticed that something is broken. Looking changes nothing. */
export function showReportForm(): ApiAnswer {
  if (!configuration.statusPage.reportForm) return refused(404, 'There is no report form here.');
  return page(200, reportPage(configuration.statusPage), pagePolicy);
}

/** Takes a report: it waits for the triage owner, and pages nobody. Sent twice within a minute, it is one. */
export async function takeReport(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const { statusPage } = configuration;
  if (!statusPage.reportForm) return refused(404, 'There is no report form here.');
  const body = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '');
  if (body.length > 10_000)
    return page(413, reportPage(statusPage, 'That is too long. Please say it in fewer words.'), pagePolicy);
  const form = new URLSearchParams(body);
  const said = (field: keyof typeof longest) => form.get(field)?.trim().slice(0, longest[field]) || undefined;
  const what = said('what');
  // Only a program fills in what no person sees. It is thanked, and nothing is kept.
  if (form.get('website')) return page(200, thankYouPage(statusPage.name), pagePolicy);
  if (what === undefined) return page(400, reportPage(statusPage, 'Please say what is broken.'), pagePolicy);
  const component = statusPage.components.find(({ id }) => id === said('component'))?.id;
  const receivedAt = deps.now();
  const item = { what, component, since: said('since'), contact: said('contact'), receivedAt };
  await keep({ ...item, id: idOf(item) }, deps);
  return page(200, thankYouPage(statusPage.name), pagePolicy);
}

async function keep(item: TriageItem, deps: ResponderApi): Promise<void> {
  const { items, lastMailAt } = await deps.triage.open();
  const ofThisHour = items.filter(({ receivedAt }) => receivedAt > plus(item.receivedAt, -hour));
  const newest = ofThisHour.at(-1);
  if (items.some(({ id }) => id === item.id)) return;
  if (newest && ofThisHour.length >= mostKeptAnHour) await deps.triage.countMore(newest.id);
  else await deps.triage.keep(item);
  await deps.triage.promiseMail(triageMailDue([...items, item], lastMailAt));
  deps.log('T143', { report: item.id, component: item.component });
}

/** The same words within the same minute have the same id: six characters that can be said on the telephone. */
function idOf({ receivedAt, ...said }: Omit<TriageItem, 'id'>): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([receivedAt.slice(0, 16), said]))
    .digest();
  return Array.from(hash.subarray(0, 6), (byte) => alphabet[byte % 32]).join('');
}
