import { CommandApi } from './command-api';
import type { LocalSession, Session } from './command';
import { findDeployedStack } from './deployed-stack';
import { localStackAt, localStackOfFolder, type LocalStack } from './local-stack';
import { Refused } from './mistakes';
import type { Target } from './target';
import type { Terminal } from './terminal';

/** Finds the stack: the endpoint that was named, else the local stack of this folder, else the deployed one. */
export async function openSession(terminal: Terminal, endpoint: string | undefined): Promise<Session> {
  const stack = await findLocalStack(terminal, endpoint);
  return begin(terminal, stack?.target ?? (await findDeployedStack(terminal.environment)));
}

/**
 * Finds the local stack, for a command that plays with time and alarms.
 * @throws Refused when only a deployed stack could be meant.
 */
export async function openLocalSession(
  terminal: Terminal,
  endpoint: string | undefined,
  command: string,
): Promise<LocalSession> {
  const stack = await findLocalStack(terminal, endpoint);
  if (!stack) {
    throw new Refused(
      `${command} acts on a local stack only, and none runs from this folder. Start one: npm start (or name it: --endpoint http://127.0.0.1:8083)`,
    );
  }
  return { ...begin(terminal, stack.target), stack };
}

async function findLocalStack(terminal: Terminal, endpoint: string | undefined): Promise<LocalStack | undefined> {
  const named = endpoint ?? (terminal.environment['TOCSIN_ENDPOINT'] || undefined);
  return named === undefined ? localStackOfFolder(terminal) : localStackAt(named, terminal);
}

function begin(terminal: Terminal, target: Target): Session {
  terminal.err(target.name);
  return { target, api: new CommandApi(target) };
}
