import { between, type Instant } from '../instant';
import type { Status } from '../lifecycle';
import { publicText, type ComponentState, type PublicText } from '../notice';
import { clockTime, lengthOfTime, publicDate, publicDay, publicTime } from '../zoned-time';

/** A time inside a sentence: the moment it means, and the words that say it. */
export interface TimeInSentence {
  readonly at: Instant;
  readonly words: string;
}

/** A sentence for customers in pieces, so that a page may mark its times as times. */
export type Sentence = readonly (PublicText | TimeInSentence)[];

/** The sentence as one text. */
export function inWords(sentence: Sentence): PublicText {
  return publicText(sentence.map((piece) => (typeof piece === 'string' ? piece : piece.words)).join(''));
}

/** A sentence without a time in it: what a person wrote, say. */
export function asSentence(text: PublicText): Sentence {
  return [text];
}

/** The title of a notice: `We are investigating a problem with Checkout.` Without a component, no name is guessed. */
export function noticeTitle(componentName: string | undefined): PublicText {
  return publicText(`We are investigating a problem${withName(componentName)}.`);
}

/** The title once it is over: the stored one would still say that we investigate. */
export function pastTitle(componentName: string | undefined): PublicText {
  return publicText(`A problem${withName(componentName)}`);
}

/** The title of a notice that was none. */
export function retractedTitle(componentName: string | undefined): PublicText {
  return publicText(`A notice${componentName === undefined ? '' : ` about ${componentName}`}, posted in error`);
}

/** What our monitoring knows, and whether an engineer has it. `now` decides which times need their day. */
export function seenSince(startedAt: Instant, acknowledged: boolean, now: Instant): Sentence {
  const people = acknowledged ? 'an engineer is working on it' : 'our engineers were alerted';
  return say`Our monitoring has seen this since ${time(startedAt, now)}, and ${people}.`;
}

export const causeAndExtentUnknown = say`We do not yet know the cause or how many customers are affected.`;

export function nextUpdateBy(at: Instant, now: Instant): Sentence {
  return say`Next update by ${time(at, now)}.`;
}

export function postedAutomatically(at: Instant, now: Instant): Sentence {
  return say`This first notice was posted automatically at ${time(at, now)}.`;
}

/** Which components nothing is reported about. Call it with at least one name. */
export function noProblemWith(componentNames: readonly string[]): Sentence {
  return say`No problem is reported with: ${componentNames.join(', ')}.`;
}

export function updateOverdue(dueAt: Instant, now: Instant): Sentence {
  return say`An update was due at ${time(dueAt, now)} and has not been posted. The incident is still open, and our team has been reminded. The last update is below.`;
}

export function measurementsNormal(at: Instant, now: Instant): Sentence {
  return say`Our measurements returned to normal at ${time(at, now)}. A person has not confirmed this yet.`;
}

export const problemCameBack = say`The problem has come back. We are investigating it again.`;

/** The end, as a person told it, with how long it lasted and the cause where it is known. */
export function resolvedAt(
  startedAt: Instant,
  endedAt: Instant,
  told: { readonly text: PublicText; readonly cause?: PublicText },
  now: Instant,
): Sentence {
  const cause = told.cause ?? 'We do not yet know the cause.';
  const lasted = lengthOfTime(between(startedAt, endedAt));
  const [from, to] = span(startedAt, endedAt, now);
  return say`Resolved at ${time(endedAt, now)}. ${told.text} The problem lasted ${lasted} (${from} to ${to}). ${cause}`;
}

/** A notice that should not have been: what was normal, and that we are sorry. */
export function postedInError(postedAt: Instant, componentName: string | undefined, now: Instant): Sentence {
  const truth = componentName === undefined ? 'There was no such problem' : `${componentName} was working normally`;
  return say`Posted in error at ${time(postedAt, now)}. ${truth}. We are sorry for the false alarm.`;
}

/** The one sentence at the top while notices are open; `names` without a name where a notice is about no component. */
export function problemsReported(names: readonly (string | undefined)[]): PublicText {
  const named = [...new Set(names.filter((name) => name !== undefined))];
  const another = named.length > 0 && names.includes(undefined) ? ', and another problem' : '';
  const one = named.length === 1 || names.length === 1;
  const what = one ? 'There is a problem' : 'There are problems';
  return publicText(`${what}${named.length > 0 ? ` with ${list(named)}` : ''}${another}.`);
}

export const noIncidentsReported = publicText('No incidents reported.');

export function renewedAt(at: Instant): Sentence {
  return say`Renewed at ${time(at, at)}.`;
}

export function renewedEvery(at: Instant): Sentence {
  return say`Renewed at ${time(at, at)} and every 5 minutes. If that is more than 10 minutes ago, do not rely on this page.`;
}

/** What the top says instead, once the visitor's clock finds the page too old. Followed by `outOfDateSince`. */
export const outOfDate = publicText('This page may be out of date.');

export function outOfDateSince(renewed: Instant): Sentence {
  return say`It was last renewed at ${time(renewed, renewed)}. Do not rely on the states below.`;
}

/** The first day. */
export function startedToday(startedOn: Instant): Sentence {
  return say`This page started on ${date(startedOn)}. There is no history yet.`;
}

/** What the history says after its last entry; `others` where it has entries. */
export function quietSince(since: Instant, pageStarted: boolean, others: boolean): Sentence {
  const none = others ? 'No other incidents were reported' : 'No incidents were reported';
  if (pageStarted) return say`This page started on ${date(since)}. ${none} since.`;
  return say`${none} since ${date(since)}.`;
}

/** When an update was posted, alone. */
export function postedAt(at: Instant, now: Instant): Sentence {
  return [time(at, now)];
}

/** Under an update that was worded anew: `Edited at 14:20 UTC.` */
export function editedAt(at: Instant, now: Instant): Sentence {
  return say`Edited at ${time(at, now)}.`;
}

/** Above a wording that was replaced, as it was edited before: `As edited at 14:15 UTC` */
export function asEdited(at: Instant, now: Instant): Sentence {
  return say`As edited at ${time(at, now)}`;
}

/** Above the wording of an update that was edited since. */
export const asFirstPosted = say`As first posted`;

/** The day of an incident of the last days, alone: `Sun 7 March`. */
export function onDay(at: Instant): Sentence {
  return [{ at, words: publicDay(at) }];
}

/** The day of an incident for those who read it in years: `7 March 2027`. */
export function onDate(at: Instant): Sentence {
  return [date(at)];
}

/** All pages but the front page are written when something changes, not every 5 minutes. */
export function pageWrittenAt(at: Instant): Sentence {
  return say`This page was written on ${date(at)} at ${time(at, at)} and changes only when there is news. The current status is renewed every 5 minutes.`;
}

/** The status that people set, as a word. */
export const statusWords: Readonly<Record<Status, string>> = {
  investigating: 'Investigating',
  identified: 'Identified',
  monitoring: 'Monitoring',
  resolved: 'Resolved',
};

/** The word beside a component's sign. Not "operational": that nothing is reported is all we know. */
export const stateWords: Readonly<Record<ComponentState, string>> = {
  operational: 'No problem reported',
  under_maintenance: 'Under maintenance',
  degraded_performance: 'Degraded performance',
  partial_outage: 'Partial outage',
  major_outage: 'Major outage',
};

/** Short words of the page: headings, links, and the word for an update that takes a notice back. */
export const labels = {
  retracted: 'Posted in error',
  earlierUpdates: 'Earlier updates',
  components: 'Components',
  history: 'Last 15 days',
  permalink: 'Link to this incident',
  allUpdates: 'All updates',
  currentStatus: 'Current status',
  support: 'Get help',
  yourTime: 'your time',
  notFoundTitle: 'There is no page at this address.',
  notFound: 'Nothing is wrong with your connection. The address may be mistyped or old.',
} as const;

function withName(componentName: string | undefined): string {
  return componentName === undefined ? '' : ` with ${componentName}`;
}

/** A time inside a sentence, with its day where that is not today. */
export function time(at: Instant, now: Instant): TimeInSentence {
  return { at, words: publicTime(at, now) };
}

function date(at: Instant): TimeInSentence {
  return { at, words: publicDate(at) };
}

/** `14:02` and `14:58 UTC` on one day; with their days where they differ. */
export function span(from: Instant, to: Instant, now: Instant): [TimeInSentence, TimeInSentence] {
  if (from.slice(0, 10) !== to.slice(0, 10)) return [time(from, now), time(to, now)];
  return [
    { at: from, words: clockTime(from, 'UTC') },
    { at: to, words: `${clockTime(to, 'UTC')} UTC` },
  ];
}

/** `Checkout`, `Checkout and API`, `Checkout, API and Search`. */
export function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** A sentence of constant words, with texts and times in its holes. */
export function say(strings: TemplateStringsArray, ...holes: readonly (string | TimeInSentence)[]): Sentence {
  const sentence: Sentence[number][] = [publicText(strings[0]!)];
  holes.forEach((hole, index) =>
    sentence.push(typeof hole === 'string' ? publicText(hole) : hole, publicText(strings[index + 1]!)),
  );
  return sentence;
}
