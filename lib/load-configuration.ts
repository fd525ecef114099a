import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Configuration } from '../domain/configuration';
import { lintConfiguration } from '../domain/configuration-lint';
import { unlessUnreadable, type Finding } from '../domain/finding';
import { lintCalendars } from '../domain/lint-calendars';
import { lintObserving } from '../domain/observe';

/** A configuration that must not be deployed. The message names every mistake, and the mend of each. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * Reads and checks the configuration in a folder.
 * @param folder has an `index.ts` that exports `configuration`
 * @param account the named account to be deployed to, if there is one: the example is refused there
 * @throws ConfigurationError
 */
export function loadConfiguration(folder: string, account?: string): Configuration {
  const index = resolve(folder, 'index.ts');
  if (!existsSync(index)) {
    throw new ConfigurationError(
      `config=${folder}: there is no ${index}. Name a folder with an index.ts: -c config=<dir>`,
    );
  }
  const exported = createRequire(__filename)(index) as { readonly configuration?: Configuration };
  const { configuration } = exported;
  if (!configuration) {
    throw new ConfigurationError(`${index} exports no \`configuration\`. See config/index.ts for the shape.`);
  }
  const findings = lint(folder, configuration);
  if (findings.length > 0) {
    const lines = findings.map(({ place, problem, mend }) => `  ${place}: ${problem}\n    ${mend}`);
    const count = findings.length === 1 ? 'one mistake' : `${findings.length} mistakes`;
    throw new ConfigurationError([`The configuration in ${folder} has ${count}:`, ...lines].join('\n'));
  }
  if (configuration.example && account !== undefined) {
    throw new ConfigurationError(
      `${folder} is the example company: its people do not exist, so account ${account} would page nobody. ` +
        'Copy the folder, put in your own people and services, remove `example: true`, and add -c config=<dir>',
    );
  }
  return configuration;
}

/** What can be told only of what has no mistake before that: whether the words fit together, and then who is on call each day. */
function lint(folder: string, configuration: Configuration): Finding[] {
  const now = new Date().toISOString();
  const mistyped = configuration.example ? [] : compile(folder);
  if (mistyped.length > 0) return mistyped;
  const mistakes = [
    ...unlessUnreadable('configuration', () => lintConfiguration(configuration)),
    ...unlessUnreadable('observing', () => lintObserving(configuration, now)),
  ];
  return mistakes.length > 0 ? mistakes : unlessUnreadable('onCall', () => lintCalendars(configuration, now));
}

/** The compiler takes a while to load, and the example, which everybody starts with, has been compiled with the rest. */
function compile(folder: string): Finding[] {
  const { lintTypes } = createRequire(__filename)('./lint-types') as typeof import('./lint-types');
  return lintTypes(folder);
}
