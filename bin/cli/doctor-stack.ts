import { lengthOfTime } from '../../domain/zoned-time';
import { checkOf, type Asked, type Check } from './doctor-check';
import type { DoctorFacts } from './doctor-facts';

/** A page that was not renewed for so long says so itself. */
const pageTooOld = 10 * 60_000;

/** Below this many dollars a month a single bad night uses the limit up. */
const smallLimit = 20;

/** What AWS was asked, besides the subscriptions. */
export interface StackAsks {
  readonly sandbox: Asked<boolean>;
  readonly limit: Asked<number>;
  readonly numbers: Asked<number>;
  readonly page: Asked<string>;
  readonly queues: readonly { readonly name: string; readonly depth: Asked<number> }[];
}

/** What there is to say of the account's text messages. */
export function checksOfTexts({ sandbox, limit, numbers }: StackAsks, { sendingNumbers }: DoctorFacts): Check[] {
  return [
    ...checkOf('SMS sandbox', sandbox, (inside) =>
      inside
        ? {
            state: 'FAIL',
            says: 'text messages reach verified numbers alone',
            mend: 'Ask AWS to let you out: docs/deploy.md.',
          }
        : { state: 'ok', says: 'the account is out of it' },
    ),
    ...checkOf('SMS spend limit', limit, (dollars) => {
      const says = `$${dollars} a month; above it AWS takes messages and sends none`;
      const mend =
        'Raise it: aws sns set-sms-attributes --attributes MonthlySpendLimit=<dollars>, after AWS has raised the quota.';
      return {
        state: dollars <= 1 ? 'FAIL' : dollars < smallLimit ? 'warn' : 'ok',
        says,
        mend: dollars < smallLimit ? mend : undefined,
      };
    }),
    ...checkOf('Sending number', sendingNumbers.length > 0 ? { known: sendingNumbers.length } : numbers, (count) =>
      count > 0
        ? { state: 'ok', says: sendingNumbers.length > 0 ? sendingNumbers.join(', ') : `${count} in the account` }
        : {
            state: 'warn',
            says: 'none of your own: text messages come from numbers that change',
            mend: 'Request one, and name it in paging.sendingNumbers: then npx tocsin contact-card lets it through do-not-disturb.',
          },
    ),
  ];
}

/** What there is to say of the stack itself. */
export function checksOfStack(
  facts: DoctorFacts,
  asks: StackAsks,
  local: boolean,
  tell: (at: string) => string,
): Check[] {
  return [
    example(facts, local),
    ...some(facts.gaps, 'On call', 'somebody is there in the next 14 days', ({ rotation, at }) => ({
      state: 'FAIL',
      says: `${rotation} has nobody at ${tell(at)}`,
      mend: `Add a layer, or: npx tocsin on-call override --rotation ${rotation} --person <id> --until "…" --reason "…"`,
    })),
    ...some(facts.silent, 'Heartbeats', 'every job that promised to report does', ({ id, dueAt }) => ({
      state: 'FAIL',
      says: `${id} should have reported by ${tell(dueAt)}`,
      mend: 'Look at the job: docs/heartbeats.md.',
    })),
    facts.never.length === 0
      ? { state: 'ok', about: 'Sources', says: 'everything that is configured was heard of' }
      : {
          state: 'warn',
          about: 'Sources',
          says: `never heard of: ${facts.never.map(({ kind, id }) => `${kind} ${id}`).join(', ')}`,
          mend: 'Send something from there, and see: npx tocsin sources. What you do not use, leave out of the configuration.',
        },
    facts.overdue.length === 0
      ? { state: 'ok', about: 'Promises', says: 'nothing is overdue' }
      : {
          state: 'FAIL',
          about: 'Promises',
          says: `${facts.overdue.length} overdue for more than 3 minutes: ${[...new Set(facts.overdue)].join(', ')}`,
          mend: 'Look at the log of AuditPromises: docs/runbook.md, Tocsin-AuditorSilent.',
        },
    ...checkOf('Status page', asks.page, (at) => {
      const age = Math.max(0, Date.parse(facts.at) - Date.parse(at));
      const says = `renewed ${lengthOfTime(age)} ago`;
      return age > pageTooOld
        ? { state: 'FAIL', says, mend: 'docs/runbook.md, Tocsin-StatusPageStale.' }
        : { state: 'ok', says };
    }),
    ...asks.queues.flatMap(({ name, depth }) =>
      checkOf(name, depth, (count) =>
        count === 0
          ? { state: 'ok', says: 'empty' }
          : { state: 'FAIL', says: `${count} messages lie in it`, mend: `docs/runbook.md, ${runbookOf(name)}.` },
      ),
    ),
  ];
}

function example({ example: isExample }: DoctorFacts, local: boolean): Check {
  const about = 'Configuration';
  if (!isExample) return { state: 'ok', about, says: 'your own' };
  if (local) return { state: 'ok', about, says: 'the example company, which may run on this machine alone' };
  return { state: 'FAIL', about, says: 'the example company', mend: 'Write your own: docs/deploy.md.' };
}

function some<T>(found: readonly T[], about: string, fine: string, judge: (each: T) => Omit<Check, 'about'>): Check[] {
  return found.length === 0 ? [{ state: 'ok', about, says: fine }] : found.map((each) => ({ ...judge(each), about }));
}

function runbookOf(queue: string): string {
  return queue === 'AlertDlq' ? 'Tocsin-AlertsWaiting' : 'Tocsin-DeliveriesFailed';
}
