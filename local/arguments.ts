import { parseArgs } from 'node:util';

/** What `npm start` was asked for. */
export interface Arguments {
  /** The port of the status page; the three after it are taken too. */
  readonly port: number;
  readonly data: string;
  readonly fresh: boolean;
  readonly speed: number;
}

/** A command line that cannot be meant. The message says what can. */
export class UsageError extends Error {}

const USAGE = 'npm start -- [--port 8080] [--data .local] [--fresh] [--speed 1]';

/** @throws UsageError */
export function parseArguments(given: readonly string[]): Arguments {
  const values = parsed(given);
  const port = Number(values.port ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65_532)
    throw new UsageError(`--port ${values.port}: a number up to 65532. ${USAGE}`);
  const speed = Number(values.speed ?? 1);
  if (!(speed >= 0 && speed <= 3600))
    throw new UsageError(`--speed ${values.speed}: seconds per real second, 0 to 3600. ${USAGE}`);
  return { port, speed, data: values.data ?? '.local', fresh: values.fresh ?? false };
}

function parsed(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        fresh: { type: 'boolean' },
        speed: { type: 'string' },
      },
      strict: true,
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('.')[0]}. ${USAGE}`);
  }
}
