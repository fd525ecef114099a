import { field, list, text } from '../../domain/alert-sources/fields';
import type { LocalSession } from './command';
import { send } from './signed-request';
import { output } from './target';

/** What the public page says first about an open notice: the newest update's words; undefined without an open notice. */
export async function newestWords({ target }: LocalSession): Promise<string | undefined> {
  const page = output(target, 'StatusPageUrl').replace(/\/$/, '');
  const response = await send(`${page}/api/v2/summary.json`);
  if (!response.ok) return undefined;
  const notice = list(field(await response.json(), 'incidents'))[0];
  return text(field(list(field(notice, 'incident_updates'))[0], 'body')) ?? text(field(notice, 'name'));
}
