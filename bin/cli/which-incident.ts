import type { CommandApi } from './command-api';
import type { IncidentRow } from './incident-shapes';
import { Refused } from './mistakes';

/** An id as it may be heard on the telephone: letters of any case, O for 0, I and L for 1. */
export function spokenId(typed: string): string {
  return typed.trim().toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

/**
 * The incident that is meant: the one named, else the only one that is open.
 * @throws Refused when none or several are open, listing them.
 */
export async function whichIncident(api: CommandApi, typed: string | undefined): Promise<string> {
  if (typed !== undefined) return spokenId(typed);
  const open = await api.incidents({ all: false });
  if (open.length === 1) return open[0]!.id;
  if (open.length === 0)
    throw new Refused('No incident is open. One that is over is named by its id: npx tocsin list --all');
  throw new Refused(`${open.length} incidents are open: say which.\n${open.map(inOneLine).join('\n')}`);
}

function inOneLine({ id, severity, title, status, acknowledgedBy }: IncidentRow): string {
  return `  ${id}  ${severity}  ${title}  (${status}, ${acknowledgedBy ? `${acknowledgedBy} has it` : 'not acknowledged'})`;
}
