/**
 * How a call goes wrong. `before`: fails without effect. `after`: takes effect, then fails. `late`: fails now, takes
 * effect 30 s later. `throttle`: refused in the service's own words. `hang`: never answers. `twice`: carried out twice.
 * `crash`: takes effect, then the calling function dies. `partial`: half of a batch fails. `lost`: a delivery that was
 * accepted never arrives. A kind that a call cannot have fails it without effect.
 */
export const FAULT_KINDS = [
  'before',
  'after',
  'late',
  'throttle',
  'hang',
  'twice',
  'crash',
  'partial',
  'lost',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** One order to the fault switch; `*` stands for any service or operation. */
export interface Fault {
  /** The service's signing name, e.g. `dynamodb`, `states`; of a delivery, the service that delivers. */
  readonly service: string;
  /** The API's operation, e.g. `TransactWriteItems`, or what is delivered to: `DeliverToFunction`, `DeliverToQueue`. */
  readonly operation: string;
  readonly kind: FaultKind;
  /** Strikes the nth matching call since the faults were set, counted from 1. */
  readonly nth?: number;
  /** Strikes this share of matching calls, 0 to 1. */
  readonly rate?: number;
  /** Makes a rate repeatable. */
  readonly seed?: number;
}

/**
 * A call that a function or a state machine made, or a delivery that a rule or an event source made; `nth` of its service
 * and operation since the faults were set.
 */
export interface CallSite {
  readonly caller: string;
  readonly service: string;
  readonly operation: string;
  readonly nth: number;
}

/** How long after its failure a `late` call takes effect, in milliseconds. */
export const LATE_BY = 30_000;

/**
 * Reads faults that came over the wire.
 * @throws Error that names the entry and what is wrong with it
 */
export function parseFaults(input: unknown): Fault[] {
  if (!Array.isArray(input))
    throw new Error('faults: send a list, e.g. [{"service":"sns","operation":"Publish","nth":1,"kind":"before"}]');
  return input.map((entry: Partial<Fault>, index) => {
    const { service, operation, kind, nth, rate } = entry;
    if (!service || !operation) throw new Error(`faults[${index}]: needs service and operation`);
    if (!kind || !FAULT_KINDS.includes(kind))
      throw new Error(`faults[${index}].kind: one of ${FAULT_KINDS.join(', ')}`);
    if ((nth === undefined) === (rate === undefined)) throw new Error(`faults[${index}]: needs either nth or rate`);
    if (nth !== undefined && !(Number.isInteger(nth) && nth > 0))
      throw new Error(`faults[${index}].nth: a whole number from 1`);
    if (rate !== undefined && !(rate >= 0 && rate <= 1)) throw new Error(`faults[${index}].rate: a number from 0 to 1`);
    return entry as Fault;
  });
}
