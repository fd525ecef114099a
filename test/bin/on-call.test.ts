import ICAL from 'ical.js';
import { run } from '../../bin/cli/run';
import { shiftCalendar } from '../../bin/cli/shift-calendar';
import { FakeStack } from './support/fake-stack';
import { RecordingTerminal } from './support/recording-terminal';

const at = '2026-11-21T02:02:00.000Z';
const monday = '2026-11-23T08:00:00.000Z';
const override = { id: 'o1', rotation: 'data', by: 'Alex', reason: 'Sam is ill', from: at, until: monday, madeAt: at };
const onCall = {
  ...{ at, service: 'warehouse', severity: 'SEV-2', pages: true },
  people: ['Sam', 'Alex'].map((name) => ({ id: name.toLowerCase(), name })),
  incidentManager: { name: 'Pat', because: { why: 'turn', rotation: 'chiefs', until: monday } },
  calls: [
    {
      level: 1,
      at,
      people: [{ person: 'sam', name: 'Sam', because: { why: 'turn', rotation: 'data', until: monday } }],
    },
    { level: 2, at: '2026-11-21T02:12:00.000Z', people: [{ person: 'kim', name: 'Kim', because: { why: 'named' } }] },
  ],
  rotations: [
    {
      id: 'data',
      name: 'Data; and more, of it',
      shifts: [
        { from: at, until: monday, person: 'kim', name: 'Kim', override },
        { from: monday, until: '2026-11-30T08:00:00.000Z', person: 'sam', name: 'Sam' },
        { from: '2026-11-30T08:00:00.000Z', until: '2026-12-07T08:00:00.000Z' },
      ],
    },
  ],
};

describe('tocsin on-call', () => {
  let stack: FakeStack;
  let terminal: RecordingTerminal;
  beforeEach(async () => {
    stack = new FakeStack();
    await stack.start();
    stack.answer = ({ path }) => {
      if (path.startsWith('/on-call/overrides/') || path === '/on-call/overrides')
        return { body: { done: 'Done so.' } };
      return path.startsWith('/on-call') ? { body: onCall } : undefined;
    };
    terminal = new RecordingTerminal(stack.folder);
  });
  afterEach(() => stack.stop());

  test('M93: says who would be called, and then who, and why, by the clock of the person who asks', async () => {
    expect(await run(['on-call', '--at', '2026-11-21 03:02', '--service', 'warehouse', '--weeks', '2'], terminal)).toBe(
      0,
    );
    expect(stack.received.at(-1)!.path).toBe(`/on-call?at=${encodeURIComponent(at)}&service=warehouse&weeks=2`);
    expect(terminal.said).toEqual([
      'SEV-2 of warehouse at Sat 21 November, 03:02 CET:',
      '  level 1  paged at once: Sam (turn in data until Mon 23 November, 09:00 CET)',
      '  level 2  paged after 10 minutes: Kim',
      '  incident manager, by mail: Pat (turn in chiefs until Mon 23 November, 09:00 CET)',
      '',
      'Data; and more, of it (data)',
      '  Sat 21 November, 03:02 CET to Mon 23 November, 09:00 CET  Kim (override by Alex: Sam is ill)',
      '  Mon 23 November, 09:00 CET to Mon 30 November, 09:00 CET  Sam',
      '  Mon 30 November, 09:00 CET to Mon 7 December, 09:00 CET  nobody: chain of command',
    ]);
  });

  test('arranges an override and a swap, and ends one', async () => {
    const rest = ['--rotation', 'data', '--until', '2026-11-23 09:00', '--reason', 'ill'];
    expect(await run(['on-call', 'override', '--person', 'kim', ...rest], terminal)).toBe(0);
    expect(await run(['on-call', 'swap', 'alex', 'sam', '--from', '2026-11-21 03:02', ...rest], terminal)).toBe(0);
    const said = { rotation: 'data', until: monday, reason: 'ill' };
    expect(stack.sentTo('/on-call/overrides')).toEqual([
      { ...said, person: 'kim' },
      { ...said, swap: ['alex', 'sam'], from: at },
    ]);
    expect(await run(['on-call', 'override', 'end', 'o1'], terminal)).toBe(0);
    expect(stack.sentTo('/on-call/overrides/o1/end')).toEqual([{}]);
    expect(terminal.said).toEqual(['Done so.', 'Done so.', 'Done so.']);
  });

  test('lists who stands in, with who arranged it and why', async () => {
    const row = { ...override, about: 'Kim has data', over: false };
    stack.answer = ({ path }) => (path === '/on-call/overrides' ? { body: { overrides: [row] } } : undefined);
    await run(['on-call', 'overrides'], terminal);
    expect(terminal.said).toEqual([
      'o1  Kim has data: Sat 21 November, 03:02 CET to Mon 23 November, 09:00 CET',
      '  Alex, Sat 21 November, 03:02 CET: Sam is ill',
    ]);
  });

  test('M88 M89: says who was paged how often, and sends what somebody says of a shift', async () => {
    const trend = { rotation: 'data', count: 2, average: 2.5, before: 4 };
    const said = { rotation: 'data', score: 2, note: 'The same disk alarm', at, name: 'Sam' };
    const people = [{ person: 'sam', name: 'Sam', pages: 14, nights: 11, weekends: 9 }];
    const report = { since: at, weeks: 4, people, trends: [trend], feedback: [said] };
    stack.answer = ({ path }) => {
      if (path === '/on-call/feedback') return { body: { done: 'Thank you.' } };
      return path.startsWith('/on-call/report') ? { body: report } : undefined;
    };
    expect(await run(['on-call', 'report', '--weeks', '4'], terminal)).toBe(0);
    expect(terminal.said).toEqual([
      'Pages in the last 4 weeks, since Sat 21 November:',
      '       pages  00-06  Sat, Sun',
      '  Sam  14     11     9',
      '',
      'How the shifts were, from 1 (hard) to 5 (easy), and as long before:',
      '  data  2.5 (2 times), before 4.0',
      '    Sat 21 November, Sam: 2, The same disk alarm',
    ]);
    expect(await run(['on-call', 'feedback', '--rotation', 'data', '--score', '2', '--note', 'Disk'], terminal)).toBe(
      0,
    );
    expect(stack.sentTo('/on-call/feedback')).toEqual([{ rotation: 'data', score: 2, note: 'Disk' }]);
  });

  test('M93: prints a page of who is called for each service, and of the coming weeks, that nothing can run in', async () => {
    const shop = { ...onCall, services: [{ id: 'warehouse', name: 'Ware<house>' }] };
    stack.answer = ({ path }) => (path.startsWith('/on-call') ? { body: shop } : undefined);
    expect(await run(['on-call', '--html'], terminal)).toBe(0);
    expect(stack.received.map(({ path }) => path).filter((path) => path.startsWith('/on-call'))).toEqual([
      '/on-call?severity=SEV-1&weeks=4',
      `/on-call?at=${encodeURIComponent(at)}&severity=SEV-1&service=warehouse`,
    ]);
    const page = terminal.said.join('\n');
    expect(page).toContain(
      '<tr><td>Ware&#60;house&#62;</td><td>Sam (at once)</td><td>Kim (after 10 minutes)</td></tr>',
    );
    expect(page).toContain(
      '<td>Mon 30 November, 09:00 CET</td><td>Mon 7 December, 09:00 CET</td><td>nobody: chain of command</td>',
    );
    expect(page).toContain('Made on Sat 21 November, 03:02 CET.');
    expect(page).not.toMatch(/<script|https?:/);
  });

  test.each([
    [['on-call', 'feedback', '--rotation', 'data', '--score', 'good'], '--score is a number'],
    [['on-call', 'feedback', '--rotation', 'data', '--score', '9'], '--score is a number'],
    [['on-call', '--weeks', 'abc'], '--weeks is a number from 0 to 12, not "abc".'],
    [['on-call', 'report', '--weeks', '0'], '--weeks is a number from 1 to 12'],
    [['on-call', '--severity', 'SEV-7'], '--severity "SEV-7" is no severity'],
    [['on-call', 'who'], 'on-call knows'],
    [['on-call', 'swap', 'alex'], 'wants two people'],
    [['on-call', 'override', 'end'], 'wants an id'],
    [['on-call', 'override', '--rotation', 'data'], '--person "…" is missing'],
  ])('%j is not understood, and nothing is asked', async (typed, why) => {
    expect(await run(typed, terminal)).toBe(2);
    expect(terminal.besides.join()).toContain(why);
    expect(stack.received).toEqual([]);
  });

  test('M94: prints the shifts of a person as a calendar that others read', async () => {
    expect(await run(['on-call', '--ics', 'sam'], terminal)).toBe(0);
    const calendar = new ICAL.Component(ICAL.parse(terminal.said.join('\n')) as unknown[]);
    const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
    expect(events.map(({ summary, uid }) => [summary, uid])).toEqual([
      ['On call: Data; and more, of it', 'data-20261123T080000Z@tocsin'],
    ]);
    expect(events[0]!.startDate.toJSDate().toISOString()).toBe(monday);
    expect(events[0]!.endDate.toJSDate().toISOString()).toBe('2026-11-30T08:00:00.000Z');
    expect(await run(['on-call', '--ics', 'alex'], terminal)).toBe(1);
    expect(terminal.besides.at(-1)).toContain('Alex has no rotation in the next 12 weeks');
    expect(terminal.said.join('\n')).toContain('X-WR-CALNAME:On call: Sam');
    expect(await run(['on-call', '--ics', 'alx'], terminal)).toBe(1);
    expect(terminal.besides.at(-1)).toBe(
      'tocsin: There is no responder "alx". Did you mean "alex"? There are: sam, alex.',
    );
  });
});

test('a calendar folds long lines, counts octets for that, and ends each line as the format wants it', () => {
  const name = 'Ünïcödé, '.repeat(20);
  const text = shiftCalendar('Sam', [{ rotation: 'r', name, from: at, until: monday }], at);
  expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent('vevent')!);
  expect(event.summary).toBe(`On call: ${name}`);
});
