import { clockTimeWithZone } from '../../domain/zoned-time';
import { answer, text, type Call } from './command';
import { confirmPublic } from './confirm';
import { Refused, UsageMistake } from './mistakes';
import { toldIn } from './times';
import { whichIncident } from './which-incident';

/** What an update says besides, and an edit cannot. */
const besides = ['status', 'impact', 'actions', 'next', 'eta', 'note', 'next-in', 'component'];

/** Words an update anew that customers read already, after a look at what they will read then. */
export async function editUpdate(call: Call): Promise<void> {
  const [typed, said = ''] = [text(call, 'edit'), text(call, 'public')?.trim()];
  if (said === '' || besides.some((flag) => text(call, flag) !== undefined))
    throw new UsageMistake('--edit goes with --public "…", the new wording, and with nothing else.');
  const number = Number(typed);
  if (!Number.isInteger(number) || number < 1)
    throw new UsageMistake(`--edit wants the number of an update (1, 2, 3 …), not "${typed}". See: npx tocsin show`);
  const { api } = await call.open();
  const id = await whichIncident(api, call.words[0]);
  const { publicNotice } = (await api.incident(id)).incident;
  const update = (publicNotice.updates ?? []).find((one) => one.number === number);
  if (!update?.text) throw new Refused(whyNot(id, number, publicNotice.updates?.length ?? 0, update !== undefined));
  const posted = clockTimeWithZone(update.at, call.terminal.timeZone);
  await confirmPublic(call, [said, `Edited. As posted at ${posted} it stays below: “${update.text}”`]);
  const outcome = await api.command(id, 'update', { edit: number, public: said });
  const sentence = outcome.done ?? outcome.already ?? 'Done.';
  answer(call, outcome, [toldIn(call.terminal.timeZone, sentence, outcome.incident.openedAt)]);
}

function whyNot(id: string, number: number, known: number, fixed: boolean): string {
  if (known === 0) return `Customers were told nothing about ${id}: nothing to edit.`;
  if (fixed) return `Update ${number} is one of Tocsin's own sentences, and nobody's to edit. Post another update.`;
  return `There is no update ${number}: npx tocsin show ${id} numbers them, 1 to ${known}.`;
}
