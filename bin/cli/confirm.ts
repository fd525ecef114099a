import { jargonIn } from '../../domain/public-text';
import type { Call } from './command';
import { Refused } from './mistakes';

/** The flag that skips the question. */
export const yesFlag = {
  yes: { type: 'boolean', says: 'do not ask before customers read it' },
} as const;

/** How the question behaves, for the help of every command that has it. */
export const aboutConfirming: readonly string[] = [
  'Only what follows --public reaches customers. On a terminal it is shown first, and you are asked; --yes skips that.',
  'Where nobody can be asked (a script, a pipe) it is sent at once.',
];

/**
 * Shows what customers will read, and asks.
 * @throws Refused unless the answer is yes.
 */
export async function confirmPublic(call: Call, preview: readonly string[]): Promise<void> {
  if (call.flags['yes'] === true || !call.terminal.interactive) return;
  ['Customers will read:', ...preview.map((line) => `  ${line}`)].forEach(call.terminal.err);
  for (const { word, plainer } of jargonIn(preview.join(' ')))
    call.terminal.err(`  Customers may not know “${word}”. Plainer: ${plainer}.`);
  const said = await call.terminal.ask('Send it? [y/N] ');
  if (!/^y(es)?$/i.test(said.trim())) throw new Refused('Nothing was sent.');
}
