import { isAlert, isChangeNote, isContext, isIgnored, type Reading } from '../../domain/alert';
import { classify } from '../../domain/classification';
import { withoutRules } from './domain-alerts';

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
}

const isWellFormed = (text: string) =>
  !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
const isInstant = (at: string | undefined) => at === undefined || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at);

/** Everything that is wrong with what a reader made of an event; empty when it may go on its way. */
export function faults(reading: Reading): string[] {
  const kinds = [isIgnored, isChangeNote, isContext, isAlert].filter((is) => is(reading)).length;
  const texts = textsIn(reading);
  const wrong: string[] = [];
  const expectThat = (holds: boolean, otherwise: string) => void (holds || wrong.push(otherwise));
  expectThat(kinds === 1, `it is ${kinds} kinds of thing at once`);
  expectThat(texts.every(isWellFormed), 'a text is not well-formed');
  expectThat(
    texts.every((text) => text.length <= 5_000),
    'a text is too long',
  );
  if (isIgnored(reading)) expectThat(reading.ignored.trim() !== '', 'ignored without a reason');
  else expectThat(/^[\x21-\x7e]{1,200}$/.test(reading.id), 'its id is no key');
  const change = isChangeNote(reading) ? reading : isAlert(reading) ? reading.change : undefined;
  if (change) {
    expectThat(change.changed.trim() !== '' && isInstant(change.at), 'a change of nothing, or at no time');
    expectThat(change.link === undefined || /^https:\/\/[^\s"'<>]+$/.test(change.link), 'its link is none');
  }
  if (isContext(reading) || isAlert(reading)) {
    expectThat(reading.dedupKey.trim() !== '' && reading.name.trim() !== '', 'it has no key or no name');
  }
  if (isContext(reading))
    expectThat(isInstant(reading.at) && reading.text !== '', 'its time is none, or it says nothing');
  if (isAlert(reading)) {
    expectThat(['firing', 'ok', 'unknown'].includes(reading.signal), 'it says nothing');
    expectThat([reading.changedAt, reading.sentAt, reading.startedAt].every(isInstant), 'a time is none');
    expectThat(reading.link === undefined || /^https:\/\/[^\s"'<>]+$/.test(reading.link), 'its link is none');
    const { severity, because } = classify(reading, withoutRules);
    expectThat([1, 2, 3, 4].includes(severity) && because !== '', 'it has no severity');
    if (reading.malformed !== undefined) expectThat(reading.signal === 'firing', 'malformed, and it does not fire');
  }
  return wrong;
}

/** Nothing that was read has reached the prototypes of all objects. */
export function untouched(): void {
  const polluted = Object.keys(Object.prototype).concat(Object.keys(Array.prototype));
  expect(polluted).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
}
