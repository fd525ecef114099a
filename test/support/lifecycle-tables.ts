import { escalationStep, type EscalationStep } from '../../domain/escalation-plan';
import { quietWhileFlapping, reopenWhileFlapping } from '../../domain/flapping';
import type { Incident } from '../../domain/incident';
import { between, day, hour, minute, plus, type Instant } from '../../domain/instant';
import { coversWithin, joinsWithin } from '../../domain/joining';
import { allowedIn, phaseOf, statuses, type Phase, type Transition } from '../../domain/lifecycle';
import { noticeAfterAcknowledge, noticeAtOpening } from '../../domain/notice-policy';
import {
  askToResolveAfter,
  askToResolveEvery,
  behaviours,
  holdFor,
  holdsAllowed,
  noticeAfterAcknowledgement,
  quietBeforeOkCounts,
  remindBefore,
  reopenWithin,
  severities,
  severityName,
  type Behaviour,
  type Severity,
} from '../../domain/severity';
import { markdownTable } from './markdown-table';

/** The tables of docs/incident-lifecycle.md by the name in their marker, made from the code that acts on them. */
export function lifecycleTables(): Readonly<Record<string, string>> {
  return {
    transitions: transitions(),
    phases: phases(),
    severities: behaviourTable(),
    paging: paging(),
    'notice-times': noticeTimes(),
    lengths: lengths(),
  };
}

/**
 * The document with every table in its place, between `<!-- table: name -->` and `<!-- end -->`.
 * @throws Error for a marker whose table nobody makes
 */
export function withTables(document: string, tables = lifecycleTables()): string {
  return document.replace(/(<!-- table: ([\w-]+) -->)[^]*?(<!-- end -->)/g, (_, begin: string, name: string, end) => {
    const table = tables[name];
    if (table === undefined)
      throw new Error(`There is no table "${name}". There are: ${Object.keys(tables).join(', ')}`);
    return `${begin}\n\n${table}\n\n${end}`;
  });
}

const meanings: Readonly<Record<Transition, string>> = {
  acknowledge: 'somebody takes it, or says "still on it"',
  unacknowledge: 'somebody gives it back, or takes it back from somebody',
  decline: 'somebody who was called cannot come',
  escalate: 'somebody calls the next level by hand',
  note: 'somebody writes a note',
  update: 'somebody posts an update, internal or public',
  'change-severity': 'somebody says how bad it is',
  'hold-notice': 'somebody holds the notice waiting to go public',
  'edit-update': 'somebody words an update for customers anew',
  'retract-notice': 'somebody marks the notice as posted in error',
  resolve: 'somebody says that it is over',
  'judge-alarm': 'somebody says that it is a false alarm, or that it is none',
  'alert-changes': 'an alert of it joins, clears or loses sight',
  'fail-again': 'it fails again while being watched',
  reopen: 'it fails again soon after a resolve',
  'keep-promise': 'a clock or the auditor does what is due',
};

function transitions(): string {
  const rows = (Object.keys(allowedIn) as Transition[]).map((transition) => [
    `\`${transition}\``,
    meanings[transition],
    ...statuses.map((status) => (allowedIn[transition].includes(status) ? 'yes' : '–')),
  ]);
  return markdownTable(['transition', 'what happens', ...statuses], rows);
}

const fourSteps: Readonly<Record<Phase, string>> = {
  triage: 'detection and analysis',
  investigation: 'detection and analysis',
  mitigation: 'containment, eradication and recovery',
  resolution: 'containment, eradication and recovery',
  'post-incident': 'post-incident activity',
};

const sixSteps: Readonly<Record<Phase, string>> = {
  triage: 'acknowledge',
  investigation: 'respond',
  mitigation: 'respond',
  resolution: 'resolve',
  'post-incident': 'analyze and learn, improve',
};

function phases(): string {
  const rows = statuses.flatMap((status) => {
    const either = phaseOf(status, false) === phaseOf(status, true);
    return (either ? [true] : [false, true]).map((acknowledged) => {
      const phase = phaseOf(status, acknowledged);
      const who = either ? 'either way' : acknowledged ? 'yes' : 'no';
      return [status, who, phase, fourSteps[phase], sixSteps[phase]];
    });
  });
  return markdownTable(['status', 'acknowledged', 'phase', 'four steps (NIST)', 'six steps'], rows);
}

const behaviourRows: readonly (readonly [string, (behaviour: Behaviour) => string])[] = [
  ['first message', firstMessage],
  ['same person again, while silent', (each) => each.againAfter.map((after) => `+${counted(each, after)}`).join(', ')],
  ['next levels after', (each) => each.levelsAfter.map((after) => counted(each, after)).join(', ')],
  ['highest level that is paged', ({ highestLevel }) => (highestLevel === undefined ? '' : `level ${highestLevel}`)],
  [
    'after the last level, everybody every',
    ({ everybodyEvery: every }) => (typeof every === 'number' ? inWords(every) : (every ?? '')),
  ],
  ['informed at once, by mail only', ({ informsLevel }) => (informsLevel ? `level ${informsLevel}` : '')],
  ['incident manager, where there is a rotation', ({ managed }) => (managed ? 'named, and mailed' : '')],
  ['acknowledgement lapses without a sign of life', (each) => counted(each, each.acknowledgementLapsesAfter)],
  ['acknowledged but unresolved: a level up is told', toldAfter],
  ['alone with it: asked whether to call somebody', (each) => inWords(each.aloneAfter)],
  ['update every', (each) => counted(each, each.updateEvery)],
  ['notice goes public after', ({ notice }) => inWords(notice?.after)],
  ['notice goes public at the latest after', ({ notice }) => inWords(notice?.atTheLatest)],
  ['the notice claims at most', ({ notice }) => (notice?.claims ?? '').replace('_', ' ')],
  ['a lasting OK', ({ resolvesByItself }) => (resolvesByItself ? 'resolves it' : 'moves it to monitoring')],
];

function firstMessage({ pages, counts }: Behaviour): string {
  if (!pages) return 'mail at 09:00 on the next business day';
  return counts === 'by the clock'
    ? 'page, all channels, any hour'
    : 'covered hours: page; else mail, and page at opening';
}

/** A length with the word that says which hours count. */
function counted({ counts }: Behaviour, length: number | undefined): string {
  const words = inWords(length);
  return counts === 'by the clock' || words === '' ? words : `${words} covered`;
}

function toldAfter({ unresolvedToldAfter: after }: Behaviour): string {
  return typeof after === 'object' ? `${after.businessDays} business days` : inWords(after);
}

function behaviourTable(): string {
  const rows = behaviourRows.map(([what, say]) => [what, ...severities.map((each) => say(behaviours[each]) || '–')]);
  return markdownTable(['', ...severities.map(severityName)], rows);
}

/** Three levels of one person each, until everybody has been paged twice. */
function paging(): string {
  const plans = severities
    .filter((each) => behaviours[each].counts === 'by the clock')
    .map((each) => [each, plan(each)] as const);
  const after = ({ at }: EscalationStep) => between(opened, at);
  const times = [...new Set(plans.flatMap(([, steps]) => steps.map(after)))].sort((a, b) => a - b);
  const cell = (steps: readonly EscalationStep[], time: number) => {
    const due = steps.filter((step) => after(step) === time);
    return due.map(stepInWords).join(', ') || '';
  };
  const rows = times.map((time) => [inWords(time) || 'at once', ...plans.map(([, steps]) => cell(steps, time))]);
  return markdownTable(['after opening', ...plans.map(([each]) => severityName(each))], rows);
}

function plan(severity: Severity): EscalationStep[] {
  const steps: EscalationStep[] = [];
  for (let index = 0; steps.filter(({ level }) => level === 0).length < 2; index++)
    steps.push(
      escalationStep({ severity, levelCount: 3, fromLevel: 1, since: opened, coverage: { timeZone: 'UTC' } }, index)!,
    );
  return steps;
}

function stepInWords({ level, first }: EscalationStep): string {
  if (level === 0) return 'everybody';
  return first ? `level ${level}` : `level ${level} again`;
}

/** When a notice goes public, by when somebody acknowledged. */
function noticeTimes(): string {
  const severitiesWithNotice = severities.filter((each) => behaviours[each].notice);
  const acknowledged = [undefined, 2, 4, 8, 12, 20, 28].map((minutes) => minutes && minutes * minute);
  const rows = acknowledged.map((after) => [
    after === undefined ? 'never' : `after ${inWords(after)}`,
    ...severitiesWithNotice.map((each) => noticeTime(each, after)),
  ]);
  return markdownTable(['acknowledged', ...severitiesWithNotice.map(severityName)], rows);
}

const opened: Instant = '2027-03-06T14:02:00.000Z';
const subject = { component: { id: 'checkout', name: 'Checkout' }, ifFailing: 'Paying by card may fail or be slow.' };

function noticeTime(severity: Severity, acknowledgedAfter: number | undefined): string {
  const waiting = noticeAtOpening(severity, subject, opened);
  if (waiting.state !== 'waiting') throw new Error(`${severityName(severity)} has no notice`);
  if (acknowledgedAfter === undefined) return inWords(between(opened, waiting.dueAt));
  const acknowledgedAt = plus(opened, acknowledgedAfter);
  if (waiting.dueAt <= acknowledgedAt) return 'it is public already';
  const incident = { severity, openedAt: opened, publicNotice: waiting } as Incident;
  const later = noticeAfterAcknowledge(incident, acknowledgedAt);
  return later.state === 'waiting' ? inWords(between(opened, later.dueAt)) : '';
}

function lengths(): string {
  return markdownTable(
    ['what', 'how long'],
    [
      ['an OK of the source counts after', inWords(quietBeforeOkCounts)],
      ['the same while an alert flaps', inWords(quietWhileFlapping)],
      ['a failure reopens an incident within this time of its resolve', inWords(reopenWithin)],
      ['the same where an alert flapped', inWords(reopenWhileFlapping)],
      ['in monitoring and quiet: a person is asked to resolve after', inWords(askToResolveAfter)],
      ['and asked again every', inWords(askToResolveEvery)],
      ['a reminder comes before an update is due by', inWords(remindBefore)],
      ['after an acknowledgement a waiting notice leaves at least', inWords(noticeAfterAcknowledgement)],
      ['one hold lasts', inWords(holdFor)],
      ['alarms of one service join its incident while its last one is no older than', inWords(joinsWithin)],
      ['a service that failed covers those that depend on it for', inWords(coversWithin)],
      ['holds allowed', String(holdsAllowed)],
    ],
  );
}

/** `15 min`, `4 h`, `1 day`; empty for never and for no time at all. */
function inWords(length: number | undefined): string {
  if (!length) return '';
  if (length % day === 0) return length === day ? '1 day' : `${length / day} days`;
  return length % hour === 0 ? `${length / hour} h` : `${length / minute} min`;
}
