import { parseSchedule } from '../../../local/event-bridge/schedule';

const AFTER = Date.parse('2026-11-21T03:00:00Z'); // a Saturday

function due(expression: string, count: number, timezone?: string): string[] {
  const schedule = parseSchedule(expression, 'Rule', timezone);
  const instants: string[] = [];
  let at: number | undefined = AFTER;
  while (instants.length < count && (at = schedule(at)) !== undefined)
    instants.push(new Date(at).toISOString().slice(0, 16));
  return instants;
}

test.each([
  ['rate(1 minute)', ['2026-11-21T03:01', '2026-11-21T03:02']],
  ['rate(5 minutes)', ['2026-11-21T03:05', '2026-11-21T03:10']],
  ['rate(1 day)', ['2026-11-22T03:00', '2026-11-23T03:00']],
  ['cron(0/5 * * * ? *)', ['2026-11-21T03:05', '2026-11-21T03:10']],
  ['cron(0 10 * * ? *)', ['2026-11-21T10:00', '2026-11-22T10:00']],
  ['cron(15 12 ? * 2 *)', ['2026-11-23T12:15', '2026-11-30T12:15']],
  ['cron(15 12 ? * MON *)', ['2026-11-23T12:15', '2026-11-30T12:15']],
  ['cron(0 8 ? * 1,7 *)', ['2026-11-21T08:00', '2026-11-22T08:00', '2026-11-28T08:00']],
  ['cron(0 18 ? * MON-FRI *)', ['2026-11-23T18:00', '2026-11-24T18:00']],
  ['cron(0 8 1 * ? *)', ['2026-12-01T08:00', '2027-01-01T08:00']],
  ['cron(0 8 L * ? *)', ['2026-11-30T08:00', '2026-12-31T08:00']],
  ['cron(0 9 ? * 6#1 *)', ['2026-12-04T09:00', '2027-01-01T09:00']],
  ['cron(0 9 1 1 ? 2027)', ['2027-01-01T09:00']],
  ['at(2026-11-21T04:30:00)', ['2026-11-21T04:30']],
])('%s falls due when AWS says so', (expression, expected) => {
  expect(due(expression, Math.max(2, expected.length))).toEqual(expected);
});

test('a schedule in a named zone follows its summer time', () => {
  expect(due('cron(0 9 * * ? *)', 1, 'Europe/Berlin')).toEqual(['2026-11-21T08:00']);
});

test.each([
  'rate(1 minutes)',
  'rate(5 minute)',
  'rate(0 minutes)',
  'cron(0 10 * * *)',
  'cron(0 10 * * * *)',
  'cron(0 10 ? * ? *)',
  'cron(61 10 * * ? *)',
  'every 5 minutes',
])('%s is refused, naming the rule', (expression) => {
  expect(() => parseSchedule(expression, 'AuditRule', 'UTC')).toThrow('AuditRule: the schedule');
});
