/** One line of the table. */
export interface Row {
  readonly figure: string;
  /** With its unit: `281 KB`, `1.04 ×`. */
  readonly measured: string;
  /** With the same unit: `≤ 450 KB`; left out where the figure is only for information. */
  readonly goal?: string;
  /** Whether the goal is met; left out with the goal. */
  readonly ok?: boolean;
}

/** Something that can be measured, by the name that `npm run bench` takes. */
export interface Figure {
  readonly name: string;
  measure(): Promise<readonly Row[]>;
}

/** A line whose goal is an upper bound. `unit` follows both numbers. */
export function atMost(figure: string, measured: number, most: number, unit: string, digits = 0): Row {
  const written = measured.toFixed(digits);
  return { figure, measured: `${written} ${unit}`, goal: `≤ ${most} ${unit}`, ok: Number(written) <= most };
}

/** A line whose goal is a lower bound. `unit` follows both numbers. */
export function atLeast(figure: string, measured: number, least: number, unit: string, digits = 0): Row {
  const written = measured.toFixed(digits);
  return { figure, measured: `${written} ${unit}`, goal: `≥ ${least} ${unit}`, ok: Number(written) >= least };
}

/** A line whose goal is one number and no other. `unit` follows both numbers. */
export function exactly(figure: string, measured: number, wanted: number, unit: string): Row {
  return { figure, measured: `${measured} ${unit}`, goal: `= ${wanted} ${unit}`, ok: measured === wanted };
}

/** A line without a goal. */
export function forInformation(figure: string, measured: string): Row {
  return { figure, measured };
}
