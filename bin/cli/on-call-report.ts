import { mostWeeksReported } from '../../domain/page-load';
import { aligned } from './aligned';
import { answer, text, written, type Call } from './command';
import { UsageMistake } from './mistakes';
import { dayIn } from './times';

/** What the command API answers about the load of people on call. */
export interface LoadReport {
  readonly since: string;
  readonly weeks: number;
  readonly people: readonly {
    readonly person: string;
    readonly name: string;
    readonly pages: number;
    readonly nights: number;
    readonly weekends: number;
  }[];
  readonly trends: readonly {
    readonly rotation: string;
    readonly count: number;
    readonly average?: number;
    readonly before?: number;
  }[];
  readonly feedback: readonly {
    readonly rotation: string;
    readonly score: number;
    readonly note?: string;
    readonly at: string;
    readonly name: string;
  }[];
}

/** `tocsin on-call report`: who was paged how often, at night, on weekends; and how the shifts were. */
export async function printReport(call: Call): Promise<void> {
  const weeks = weeksIn(call, 1);
  const { api } = await call.open();
  const report = await api.get<LoadReport>(`/on-call/report${weeks === undefined ? '' : `?weeks=${weeks}`}`);
  answer(call, report, reportLines(report, call.terminal.timeZone));
}

/**
 * The weeks that were asked for; undefined where none were.
 * @throws UsageMistake for what is no number from the fewest to 12
 */
export function weeksIn(call: Call, fewest: number): string | undefined {
  const weeks = text(call, 'weeks');
  if (
    weeks !== undefined &&
    !(/^\d{1,2}$/.test(weeks) && Number(weeks) >= fewest && Number(weeks) <= mostWeeksReported)
  )
    throw new UsageMistake(`--weeks is a number from ${fewest} to ${mostWeeksReported}, not "${weeks}".`);
  return weeks;
}

/** `tocsin on-call feedback`: what somebody says about a shift. */
export async function sendFeedback(call: Call): Promise<void> {
  const score = Number(written(call, 'score', 'how it was, from 1 (hard) to 5 (easy)'));
  if (!Number.isInteger(score) || score < 1 || score > 5)
    throw new UsageMistake('--score is a number from 1 (hard) to 5 (easy).');
  const said = { rotation: written(call, 'rotation', 'of which rotation'), score, note: text(call, 'note') };
  const { api } = await call.open();
  const outcome = await api.post<{ readonly done: string }>('/on-call/feedback', said);
  answer(call, outcome, [outcome.done]);
}

function reportLines({ since, weeks, people, trends, feedback }: LoadReport, timeZone: string): string[] {
  const rows = people.map(({ name, pages, nights, weekends }) => [name, `${pages}`, `${nights}`, `${weekends}`]);
  const of = (score: number | undefined) => (score === undefined ? 'nothing said' : score.toFixed(1));
  return [
    `Pages in the last ${weeks === 1 ? 'week' : `${weeks} weeks`}, since ${dayIn(since, timeZone)}:`,
    ...aligned([['', 'pages', '00-06', 'Sat, Sun'], ...rows]).map((line) => `  ${line}`),
    ...(trends.length === 0 ? [] : ['', 'How the shifts were, from 1 (hard) to 5 (easy), and as long before:']),
    ...trends.flatMap(({ rotation, count, average, before }) => [
      `  ${rotation}  ${of(average)}${count > 1 ? ` (${count} times)` : ''}, before ${of(before)}`,
      ...feedback
        .filter((each) => each.rotation === rotation && each.note !== undefined)
        .map(({ at, name, score, note }) => `    ${dayIn(at, timeZone)}, ${name}: ${score}, ${note}`),
    ]),
  ];
}
