import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';
import type { Clock } from '../clock';
import type { FunctionLogs } from './function-logs';
import { dateOf, SandboxTimers } from './sandbox-time';

/** One loaded copy of a function's code: a container, as Lambda would start it. */
export interface Sandbox {
  /** Calls the handler; the event arrives as a fresh object. */
  call(event: string, context: object): Promise<unknown>;
  /** Stops its timers: what still runs in there will not wake up again. */
  dispose(): void;
}

export interface SandboxOptions {
  readonly code: string;
  /** Where the code was read from: `require` starts here. */
  readonly file: string;
  readonly exportName: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What stands in the place of modules of Node's own, by their names. */
  readonly instead?: Readonly<Record<string, unknown>>;
  readonly clock: Clock;
  readonly logs: FunctionLogs;
}

/** Parses in the realm that the code is compiled in, so that its `instanceof Array` and the like hold. */
const parse = compileFunction('return JSON.parse(text)', ['text']) as (text: string) => unknown;

/**
 * Loads the real bundle with an environment, a `Date`, timers and a console of its own.
 * @throws whatever the module throws while it loads, and Error when it does not export the handler
 */
export function loadSandbox({ code, file, exportName, environment, instead, clock, logs }: SandboxOptions): Sandbox {
  const timers = new SandboxTimers(clock, (error) => logs.write(`Uncaught Exception ${String(error)}`));
  const ownProcess = processWith({
    env: { ...environment },
    stdout: logs.stream(),
    stderr: logs.stream(),
    // Of this machine's Node, not of the one that Lambda will run.
    emitWarning: () => undefined,
  });
  const requireFrom = createRequire(file);
  const builtIns: Readonly<Record<string, unknown>> = {
    process: ownProcess,
    timers: {
      setTimeout: timers.setTimeout,
      clearTimeout: timers.clear,
      setInterval: timers.setInterval,
      clearInterval: timers.clear,
      setImmediate,
      clearImmediate,
    },
    'timers/promises': timers.promises,
    ...instead,
  };
  const requireHere = (id: string): unknown => builtIns[id.replace(/^node:/, '')] ?? requireFrom(id);
  const module = { exports: {} as Record<string, unknown> };
  const globals: Readonly<Record<string, unknown>> = {
    exports: module.exports,
    require: requireHere,
    importHere: async (id: string) => ({ default: requireHere(id), ...(requireHere(id) as object) }),
    module,
    __filename: file,
    __dirname: dirname(file),
    process: ownProcess,
    Date: dateOf(clock),
    console: logs.console(),
    setTimeout: timers.setTimeout,
    clearTimeout: timers.clear,
    setInterval: timers.setInterval,
    clearInterval: timers.clear,
  };
  compiled(code, file, Object.keys(globals))(...Object.values(globals));
  const handler = module.exports[exportName];
  if (typeof handler !== 'function') throw new Error(`${file} exports no function ${exportName}`);
  return {
    call: async (event, context) => (handler as (event: unknown, context: object) => unknown)(parse(event), context),
    dispose: () => timers.dispose(),
  };
}

type Start = (...values: unknown[]) => void;

const compiledCode = new Map<string, Start>();

/** The code as a function of its globals. It keeps nothing from one call to the next, so that all containers can share it. */
function compiled(code: string, file: string, globals: readonly string[]): Start {
  const known = compiledCode.get(code);
  if (known) return known;
  const start = compileFunction(withImports(code), globals, { filename: file }) as Start;
  compiledCode.set(code, start);
  return start;
}

/** SDK bundles keep `import('node:http')`, which code compiled like this cannot do: Node's own modules are required instead. */
function withImports(code: string): string {
  return code.replace(/\bimport\((["'])((?:node:)?[\w/]+)\1\)/g, 'importHere($1$2$1)');
}

/** This process, with some of its properties replaced. */
function processWith(own: Readonly<Record<string, unknown>>): NodeJS.Process {
  return new Proxy(process, {
    get: (target, key) => {
      if (typeof key === 'string' && key in own) return own[key];
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });
}
