import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Configuration } from '../domain/configuration';
import { lintConfiguration } from '../domain/configuration-lint';
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
  const now = new Date().toISOString();
  const mistakes = [...lintConfiguration(configuration), ...lintObserving(configuration, now)];
  // Whether somebody is on call every day can only be told where the words have no mistake.
  const findings = mistakes.length > 0 ? mistakes : lintCalendars(configuration, now);
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
