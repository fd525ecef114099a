import { parseArgs } from 'node:util';
import type { Fault } from '../../local/faults/fault';
import { parseFaults } from '../../local/faults/fault';
import { protections, type ProtectionName } from './protections';

/** What `npm run sweep -- …` was asked for. */
export interface SweepOptions {
  /** How many random double faults; undefined: 500, and more until three minutes have passed. */
  readonly runs?: number;
  readonly seed: number;
  /** Leaves this protection out, and should therefore fail. */
  readonly without?: ProtectionName;
  /** Strikes every single call in every way, and tells every outage. */
  readonly all: boolean;
  /** Tells this one story, with these faults. */
  readonly again?: { readonly story: string; readonly faults: readonly Fault[] };
  /** Where the counts go, as JSON. */
  readonly outputFile?: string;
}

/** @throws Error that says what is wrong with an argument */
export function sweepOptions(argv: readonly string[]): SweepOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: {
      runs: text,
      seed: text,
      without: text,
      story: text,
      faults: text,
      all: { type: 'boolean', default: false },
      'output-file': text,
    },
  });
  if (values.without !== undefined && !(values.without in protections))
    throw new Error(`--without: one of ${Object.keys(protections).join(', ')}, not ${values.without}`);
  const faults = parseFaults(JSON.parse(values.faults ?? '[]'));
  return {
    runs: whole('runs', values.runs),
    seed: whole('seed', values.seed) ?? Math.floor(Math.random() * 1_000_000),
    without: values.without as ProtectionName | undefined,
    all: values.all,
    again: values.story === undefined ? undefined : { story: values.story, faults },
    outputFile: values['output-file'],
  };
}

function whole(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw new Error(`--${name}: a whole number, not ${value}`);
  return Number(value);
}
