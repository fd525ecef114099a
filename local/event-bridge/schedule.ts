import { Cron } from 'croner';

/** When something is due: the first instant after `after` (epoch ms), or undefined when there is none. */
export type Schedule = (after: number) => number | undefined;

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
/** The greatest value of each cron field: minutes, hours, day of month, month, weekday (croner’s count), year. */
const LAST: readonly number[] = [59, 23, 31, 12, 6, 2199];

/**
 * Reads `rate(…)`, `cron(…)` or, for the scheduler, `at(…)`. A rate counts from the instant it is asked about.
 * @param timezone IANA name in which cron fields are meant; rules of EventBridge know UTC only
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 * @throws Error, naming `where`, for an expression that EventBridge would refuse
 */
export function parseSchedule(expression: string, where: string, timezone = 'UTC'): Schedule {
  const [, kind, inner = ''] = /^(rate|cron|at)\((.*)\)$/.exec(expression) ?? [];
  const refused = (why: string): Error => new Error(`${where}: the schedule ${expression} ${why}`);
  if (kind === 'rate') {
    const [, count = '', unit = '', plural] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(inner) ?? [];
    if (!unit || (Number(count) === 1) !== (plural === '')) throw refused('is not a rate such as rate(5 minutes)');
    return (after) => after + Number(count) * UNIT_MS[unit]!;
  }
  if (kind === 'cron') return parseCron(inner, timezone, refused);
  if (kind === 'at' && timezone === 'UTC') {
    const instant = Date.parse(`${inner}Z`);
    if (Number.isNaN(instant)) throw refused('is not at(yyyy-mm-ddThh:mm:ss)');
    return (after) => (instant > after ? instant : undefined);
  }
  throw refused('is neither rate(…) nor cron(…), nor at(…) in UTC');
}

function parseCron(inner: string, timezone: string, refused: (why: string) => Error): Schedule {
  const fields = inner.trim().split(/\s+/);
  if (fields.length !== 6) throw refused('needs six fields: minutes hours day-of-month month day-of-week year');
  if ((fields[2] === '?') === (fields[4] === '?'))
    throw refused('needs ? in exactly one of day-of-month and day-of-week');
  const translated = fields.map((field, index) => steps(index === 4 ? weekdays(field) : field, index));
  const cron = cronOf(`0 ${translated.join(' ')}`, timezone, refused);
  return (after) => cron.nextRun(new Date(after))?.getTime();
}

function cronOf(pattern: string, timezone: string, refused: (why: string) => Error): Cron {
  try {
    return new Cron(pattern, { paused: true, mode: '7-part', timezone });
  } catch (error) {
    throw refused(`cannot be read: ${(error as Error).message}`);
  }
}

/** AWS counts weekdays from 1 = Sunday, croner from 0; names are alike. */
function weekdays(field: string): string {
  return field
    .split(',')
    .map((item) => {
      const [days = '', step] = item.split('/');
      const [day = '', nth] = days.split('#');
      const shifted = day.replace(/\d+/g, (number) => String(Number(number) - 1));
      return shifted + (nth ? `#${nth}` : '') + (step ? `/${step}` : '');
    })
    .join(',');
}

/** AWS's `0/5` is croner's `0-59/5`, and its `?` is `*`. */
function steps(field: string, index: number): string {
  if (field === '?') return '*';
  const last = LAST[index]!;
  return field.replace(/(^|,)(\d+)\/(\d+)/g, (_all, comma: string, from, step) => `${comma}${from}-${last}/${step}`);
}
