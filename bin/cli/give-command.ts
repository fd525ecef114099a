import type { CommandName } from './command-api';
import { answer, type Call } from './command';
import { toldIn } from './times';
import { whichIncident } from './which-incident';

/** Gives a command to the incident that is meant, and tells what it came to. */
export async function giveCommand(
  call: Call,
  typed: string | undefined,
  name: CommandName,
  said: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { api } = await call.open();
  const outcome = await api.command(await whichIncident(api, typed), name, said);
  const sentence = outcome.done ?? outcome.already ?? 'Done.';
  answer(call, outcome, [toldIn(call.terminal.timeZone, sentence, outcome.incident.openedAt)]);
}
