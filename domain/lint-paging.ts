import { isNot, type Finding } from './finding';
import { badTime, badWeekday } from './lint-on-call';
import type { PagingSettings } from './paging-settings';
import { weekdays } from './wall-clock';

/** Everything wrong with test pages and the numbers that pages come from. */
export function lintPaging({ testPages, sendingNumbers = [] }: PagingSettings): Finding[] {
  const numbers = sendingNumbers.flatMap((number, index): Finding[] => {
    if (/^\+[1-9]\d{6,14}$/.test(number)) return [];
    const problem = isNot(number, 'a number in E.164 form');
    const mend = 'Write + and the country code, without blanks: +4915112345678.';
    return [{ place: `paging.sendingNumbers[${index}]`, problem, mend }];
  });
  return [...lintTestPages(testPages), ...numbers];
}

function lintTestPages(testPages: PagingSettings['testPages']): Finding[] {
  if (testPages === undefined || testPages === 'never') return [];
  const place = 'paging.testPages';
  if (typeof testPages !== 'object') {
    const mend = "Write { on: 'Tue', at: '10:00' }, or 'never'.";
    return [{ place, problem: 'it is no weekday and time', mend }];
  }
  const { on, at } = testPages;
  return [...(weekdays.includes(on) ? [] : [badWeekday(`${place}.on`, on)]), ...badTime(`${place}.at`, at, '23:59')];
}
