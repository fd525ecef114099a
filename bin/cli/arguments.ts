import { parseArgs } from 'node:util';
import type { Command, Flag } from './command';
import { UsageMistake } from './mistakes';
import { nearest } from '../../domain/nearest';

/** The flags that every command takes. */
export const flagsOfAll: Readonly<Record<string, Flag>> = {
  endpoint: { type: 'string', value: 'URL', says: "a local stack's AWS port, like http://127.0.0.1:8083" },
  json: { type: 'boolean', says: 'for machines: only JSON on stdout' },
  help: { type: 'boolean', says: 'this help' },
};

/** What was typed: the first word, which names the command, wherever it stands, and all the rest. */
export function splitCommand(typed: readonly string[]): { name?: string; rest: readonly string[] } {
  const { tokens } = parseArgs({ args: [...typed], options: optionsOf(flagsOfAll), strict: false, tokens: true });
  const first = tokens.find((token) => token.kind === 'positional');
  if (first === undefined) return { rest: typed };
  return { name: first.value, rest: typed.filter((_, index) => index !== first.index) };
}

/**
 * The words and flags of a command.
 * @throws UsageMistake that names the first flag or word that does not belong, and the nearest that does.
 */
export function readArguments(
  command: Command,
  typed: readonly string[],
): { words: readonly string[]; flags: Record<string, string | boolean | undefined> } {
  const known = { ...command.flags, ...flagsOfAll };
  const { tokens, positionals, values } = parseArgs({
    args: [...typed],
    options: optionsOf(known),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const flag = Object.hasOwn(known, token.name) ? known[token.name] : undefined;
    if (!flag) {
      const near = nearest(token.name, Object.keys(known));
      const hint =
        near === undefined ? `It is: npx tocsin ${command.name} ${command.usage}.` : `Did you mean "--${near}"?`;
      throw new UsageMistake(`${command.name} has no flag ${token.rawName}. ${hint} ${helpOf(command)}`);
    }
    if (flag.type === 'string' && (token.value === undefined || (!token.inlineValue && token.value.startsWith('--'))))
      throw new UsageMistake(`${token.rawName} wants a value: ${token.rawName} ${flag.value ?? '"…"'}`);
    if (flag.type === 'boolean' && token.value !== undefined)
      throw new UsageMistake(`${token.rawName} takes no value.`);
  }
  const surplus = positionals[command.mostWords];
  if (surplus !== undefined)
    throw new UsageMistake(`${command.name} does not know what to do with "${surplus}". ${helpOf(command)}`);
  return { words: positionals, flags: values };
}

function helpOf(command: Command): string {
  return `Help: npx tocsin ${command.name} --help`;
}

function optionsOf(flags: Readonly<Record<string, Flag>>): Record<string, { type: Flag['type']; short?: string }> {
  return Object.fromEntries(
    Object.entries(flags).map(([name, { type }]) => [name, name === 'help' ? { type, short: 'h' } : { type }]),
  );
}
