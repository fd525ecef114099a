import fc from 'fast-check';
import { isChangeNote, isContext, isIgnored, type Alert, type Reading } from '../../../domain/alert';
import { readAlert } from '../../../domain/alert-sources/read-alert';
import { classify } from '../../../domain/classification';
import { night, withoutRules } from '../../support/domain-alerts';
import { incidentAlert, oddValues, serverCpuTooHigh, withOddFields } from '../../support/domain-events';

const read = (event: unknown) => readAlert(event, 'message-1', night);

/** Holds for everything that was read: it is ignored with a reason, or an alert whose every text can be stored and sorted. */
function expectSane(read: Reading): void {
  if (isIgnored(read)) return expect(read.ignored).toMatch(/\w/);
  if (isContext(read)) return expect(read.text).toMatch(/\w/);
  if (isChangeNote(read)) return expect(read.changed).toMatch(/\w/);
  expect(['firing', 'ok', 'unknown']).toContain(read.signal);
  for (const text of [read.id, read.name, read.dedupKey, read.source]) {
    expect(text.length).toBeGreaterThan(0);
    expect(text.length).toBeLessThan(2_500);
    expect(text).toBe(Buffer.from(text, 'utf8').toString('utf8'));
  }
  for (const at of [read.changedAt, read.sentAt, read.startedAt])
    if (at !== undefined) expect(new Date(at).toISOString()).toBe(at);
  expect(() => JSON.stringify(read)).not.toThrow();
}

test.each([
  ['alarm', serverCpuTooHigh],
  ['custom alert', incidentAlert],
])('every field of the %s replaced by everything odd: never throws, always an alert or ignored', (_, event) => {
  let count = 0;
  for (const { event: odd } of withOddFields(event)) {
    expectSane(read(odd));
    count++;
  }
  expect(count).toBeGreaterThan(300);
});

test('an alarm without its state, or with one of wrong types, fires as unclassified SEV-2', () => {
  for (const state of oddValues) {
    const alert = read({ ...serverCpuTooHigh, detail: { ...serverCpuTooHigh.detail, state } });
    expect(alert).toMatchObject({
      signal: 'firing',
      name: 'unreadable CloudWatch Alarm State Change',
      malformed: 'detail.state.value is not ALARM, OK or INSUFFICIENT_DATA',
    });
    expect(classify(alert as Alert, withoutRules)).toMatchObject({ severity: 2, needsSeverity: true });
  }
});

test('anything at all, even no object, fires', () => {
  for (const event of [...oddValues, 42, 'text', [serverCpuTooHigh]]) {
    expect(read(event)).toMatchObject({ signal: 'firing', id: 'message-1', changedAt: night });
  }
});

test('unreadable events of one source share one incident, those of another have their own', () => {
  const key = (source: string) => (read({ source, 'detail-type': 'Odd' }) as Alert).dedupKey;
  expect(key('a')).toBe(key('a'));
  expect(key('a')).not.toBe(key('b'));
});

test.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'prototype'])(
  'the name %s is a name like any other, and reaches no prototype',
  (name) => {
    const alarmTags = JSON.parse(`{"${name}":"x"}`) as unknown;
    const alert = read({
      ...serverCpuTooHigh,
      detail: { ...serverCpuTooHigh.detail, alarmName: name, alarmTags },
    }) as Alert;
    expect(alert.name).toBe(name);
    expect(Object.hasOwn(alert.tags, name)).toBe(true);
    expect(read({ 'detail-type': name })).toMatchObject({ signal: 'firing' });
    expect(read({ ...serverCpuTooHigh, detail: { alarmName: 'a', state: { value: name } } })).toMatchObject({
      malformed: expect.any(String) as string,
    });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  },
);

test('any JSON, under either detail-type: never throws, always sane', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(serverCpuTooHigh, incidentAlert), (detail, event) => {
      expectSane(read({ ...event, detail }));
      expectSane(read(detail));
    }),
    { numRuns: 300 },
  );
});

test('huge texts, tags and lists are cut to a sane size', () => {
  const huge = 'é'.repeat(200_000);
  const alarmTags = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`tag${index}`, huge]));
  const alert = read({
    ...serverCpuTooHigh,
    detail: { ...serverCpuTooHigh.detail, alarmName: huge, alarmTags },
  }) as Alert;
  expect(alert.name).toHaveLength(1_000);
  expect(Object.keys(alert.tags)).toHaveLength(50);
});

test('an id that is far too long for a key of the table still makes a receipt', () => {
  const alert = read({ ...serverCpuTooHigh, id: '€'.repeat(5_000) }) as Alert;
  expect(Buffer.byteLength(`ALERT#${alert.id}`)).toBeLessThanOrEqual(2_048);
});

test('the unpaired half of an emoji becomes a replacement character, also where the text is cut', () => {
  const name = `${'a'.repeat(999)}😀`;
  const alert = read({ ...serverCpuTooHigh, detail: { ...serverCpuTooHigh.detail, alarmName: name } }) as Alert;
  expect(alert.name.at(-1)).toBe('\ufffd');
  expect(alert.link).toMatch(/^https:/);
});
