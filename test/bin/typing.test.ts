import { readArguments } from '../../bin/cli/arguments';
import { commandGroups, commands } from '../../bin/cli/commands';
import { isoDuration, readDuration } from '../../bin/cli/duration';
import { nearest } from '../../domain/nearest';
import { printable } from '../../bin/cli/printable';
import { run } from '../../bin/cli/run';
import { spokenId } from '../../bin/cli/which-incident';
import { RecordingTerminal } from './support/recording-terminal';

/** What a call without any stack answers: its exit code, and the last line on stderr. */
async function said(...typed: string[]): Promise<[number, string | undefined]> {
  const terminal = new RecordingTerminal('/nowhere');
  return [await run(typed, terminal), terminal.besides.at(-1)];
}

describe('what was typed', () => {
  it.each([
    [['lst'], 'tocsin: there is no command "lst". Did you mean "list"? All of them: npx tocsin --help'],
    [['zzzzzzzz'], 'tocsin: there is no command "zzzzzzzz". All of them: npx tocsin --help'],
    [[], 'tocsin: a command is missing. All of them: npx tocsin --help'],
    [
      ['ack', '--raeson', 'x'],
      'tocsin: ack has no flag --raeson. Did you mean "--reason"? Help: npx tocsin ack --help',
    ],
    [
      ['severity', 'K7MQ', '--to', 'SEV-1'],
      'tocsin: severity has no flag --to. It is: npx tocsin severity [<incident>] <SEV-n> --reason "…". Help: npx tocsin severity --help',
    ],
    [['ack', 'K7MQ', 'M2'], 'tocsin: ack does not know what to do with "M2". Help: npx tocsin ack --help'],
    [['resolve'], 'tocsin: --reason "…" is missing: why is it over.'],
    [['resolve', '--reason', ' '], 'tocsin: --reason "…" is missing: why is it over.'],
    [['resolve', '--reason'], 'tocsin: --reason wants a value: --reason "…"'],
    [['resolve', '--reason', '--yes'], 'tocsin: --reason wants a value: --reason "…"'],
    [['list', '--all=yes'], 'tocsin: --all takes no value.'],
    [
      ['resolve', '--reason', 'x', '--cause', 'y'],
      'tocsin: --cause is for customers: it goes with --public "…", what works again.',
    ],
    [['severity', 'K7MQ', '--reason', 'x'], 'tocsin: "K7MQ" is no severity: SEV-1, SEV-2, SEV-3 or SEV-4.'],
    [['severity', '--reason', 'x'], 'tocsin: "" is no severity: SEV-1, SEV-2, SEV-3 or SEV-4.'],
    [['retract', 'K7MQ'], 'tocsin: --reason "…" is missing: why was the notice an error.'],
    [['note'], 'tocsin: --text "…" is missing: what should be noted.'],
    [['clock', 'soon'], 'tocsin: "soon" is no length of time. Write it like 30m, 1h or 1h30m.'],
    [['classify'], 'tocsin: classify wants a file with an event, or the name of a sample.'],
    [
      ['update', 'K7MQ'],
      'tocsin: an update says something: --status, --impact, --actions, --next, --eta, --note or --public.',
    ],
    [['update', '--next-in', '30m', '--note', 'x'], 'tocsin: --next-in goes with --public "…".'],
    [['update', '--component', 'api', '--note', 'x'], 'tocsin: --component goes with --public "…".'],
    [
      ['update', '--edit', '1', '--public', 'x', '--note', 'x'],
      'tocsin: --edit goes with --public "…", the new wording, and with nothing else.',
    ],
    [
      ['update', '--edit', 'one', '--public', 'x'],
      'tocsin: --edit wants the number of an update (1, 2, 3 …), not "one". See: npx tocsin show',
    ],
    [['update', '--public', ''], 'tocsin: --public is empty: write what customers shall read.'],
    [
      ['update', '--status', 'resolved'],
      'tocsin: an update does not resolve: npx tocsin resolve --reason "…" [--public "…"]',
    ],
    [
      ['update', '--status', 'identifed'],
      'tocsin: "identifed" is no status: investigating, identified, monitoring. Did you mean "identified"?',
    ],
  ])('%j is not understood: one line, exit 2, and no stack is asked', async (typed, line) => {
    expect(await said(...typed)).toEqual([2, line]);
  });

  it('finds the command wherever it stands', () => {
    const ack = commands.find(({ name }) => name === 'ack')!;
    expect(readArguments(ack, ['--reason=mine', 'K7MQ', '--json'])).toMatchObject({
      words: ['K7MQ'],
      flags: { reason: 'mine', json: true },
    });
    return expect(said('--endpoint', 'nowhere', 'lsit')).resolves.toEqual([2, expect.stringContaining('"lsit"')]);
  });

  it.each([
    ['30m', 1_800_000, 'PT30M'],
    ['+5m', 300_000, 'PT5M'],
    ['1h', 3_600_000, 'PT1H'],
    ['1h30m', 5_400_000, 'PT1H30M'],
    ['90s', 90_000, 'PT1M30S'],
    ['1d', 86_400_000, 'PT24H'],
  ])('%s is a length of time', (typed, milliseconds, iso) => {
    expect(readDuration(typed)).toBe(milliseconds);
    expect(isoDuration(milliseconds)).toBe(iso);
  });

  it.each(['', '0m', '5', '-5m', '30m1h', '1.5h'])('%j is none', (typed) => {
    expect(() => readDuration(typed)).toThrow(`"${typed}" is no length of time`);
  });

  it('guesses only what is near', () => {
    expect(nearest('resovle', ['resolve', 'retract'])).toBe('resolve');
    expect(nearest('sev', ['resolve', 'severity'])).toBe('severity');
    expect(nearest('pizza', ['resolve', 'retract'])).toBeUndefined();
    expect(nearest('anything', [])).toBeUndefined();
  });

  it('hears an id as it is spoken on the telephone', () => {
    expect(spokenId(' k7mq ')).toBe('K7MQ');
    expect(spokenId('olI2')).toBe('0112');
  });

  it('lets nothing through to the terminal that could steer it', () => {
    expect(printable('a\u001b[2Jb\u202ec\td\ne')).toBe('a\uFFFD[2Jb\uFFFDc\td\ne');
    expect(printable('a\rb\r\nc')).toBe('a\uFFFDb\r\nc');
  });
});

describe('the help', () => {
  it('tells every command in one screen', async () => {
    const terminal = new RecordingTerminal('/nowhere');
    expect(await run(['--help'], terminal)).toBe(0);
    const rows = terminal.said.map((line) => line.replaceAll(/ +/g, ' ').trim());
    for (const { about, commands } of commandGroups) {
      for (const [index, { name, says }] of commands.entries())
        expect(rows).toContain(index === 0 ? `${about} ${name} ${says}` : `${name} ${says}`);
    }
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
    expect(terminal.said.length).toBeLessThan(50);
    expect(Math.max(...terminal.said.map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it.each(commands.map(({ name }) => name))('tells %s: its usage and each of its flags', async (name) => {
    const command = commands.find((candidate) => candidate.name === name)!;
    const [asked, flagged] = [new RecordingTerminal('/nowhere'), new RecordingTerminal('/nowhere')];
    expect(await run(['help', name], asked)).toBe(0);
    expect(await run([name, '-h'], flagged)).toBe(0);
    expect(flagged.said).toEqual(asked.said);
    expect(asked.said[0]).toBe(`npx tocsin ${name} ${command.usage}`.trim());
    for (const flag of Object.keys(command.flags)) expect(asked.said.join('\n')).toContain(`--${flag}`);
    expect(Math.max(...asked.said.map((line) => line.length))).toBeLessThanOrEqual(130);
  });
});
