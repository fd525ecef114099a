import { aligned } from '../aligned';
import { answer, text, type Command } from '../command';
import { readDuration } from '../duration';
import { bothTimes, dayIn } from '../times';

export const noiseCommand: Command = {
  name: 'noise',
  usage: '[--since 30d]',
  says: 'tells what each rule rang for, and how often for nothing',
  about: ['False alarms are those that somebody called so: npx tocsin false-positive, or the button behind a page.'],
  flags: { since: { type: 'string', value: '30d', says: 'how far back' } },
  mostWords: 0,
  run: async (call) => {
    const { timeZone } = call.terminal;
    const { api } = await call.open();
    const report = await api.noise(readDuration(text(call, 'since') ?? '30d'));
    const heads = ['RULE', 'KIND', 'INCIDENTS', 'ALERTS', 'PAGES', 'FALSE', 'SHARE'];
    const cells = report.rows.map((row) => [
      row.rule ?? '(no rule)',
      row.triggerClass ?? '',
      ...[row.incidents, row.alerts, row.pages, row.falsePositives].map(String),
      `${Math.round((100 * row.falsePositives) / row.incidents)} %`,
    ]);
    const since = `${bothTimes(report.since, timeZone)}, ${dayIn(report.since, timeZone)}`;
    const sample = `${report.incidents} incident${report.incidents === 1 ? '' : 's'} since ${since}${
      report.cut && report.incidents >= 500 ? '; older ones are left out, for more are not looked through' : ''
    }.`;
    answer(call, report, [sample, ...(cells.length > 0 ? aligned([heads, ...cells]) : [])]);
  },
};
