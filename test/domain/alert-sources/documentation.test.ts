import { earliest } from '../../../domain/instant';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import schema from '../../../docs/schemas/incident-alert-1.schema.json';
import type { Alert } from '../../../domain/alert';
import { readAlert } from '../../../domain/alert-sources/read-alert';
import { fixture, fixtureTime } from '../../support/alert-fixtures';
import { alertSourceTables } from '../../support/alert-source-tables';
import { fitsSchema } from '../../support/json-schema';
import { withTables } from '../../support/lifecycle-tables';

describe('docs/alert-sources.md', () => {
  const document = readFileSync(join(__dirname, '../../../docs/alert-sources.md'), 'utf8');

  test('says what the readers do: its tables are made by them', () => {
    expect(document).toBe(withTables(document, alertSourceTables()));
  });

  test.each(Object.keys(alertSourceTables()))('shows the table "%s"', (name) => {
    expect(document).toContain(`<!-- table: ${name} -->\n\n${alertSourceTables()[name]}\n\n<!-- end -->`);
  });

  test('a reader that reads otherwise is noticed', () => {
    const states = alertSourceTables()['states']!.replace('GuardDuty says 8.2 (high)', 'GuardDuty says 8.2');
    expect(withTables(document, { ...alertSourceTables(), states })).not.toBe(document);
  });

  test('its example fits the schema, and is read', () => {
    const example = JSON.parse(/```json\n([^]*?)```/.exec(document)![1]!) as object;
    expect(fitsSchema(schema, example)).toBe(true);
    expect(read(example)).toMatchObject({ signal: 'firing', name: 'The mail queue is stuck', claims: { severity: 2 } });
  });
});

const whole = fixture('incident-alert-firing')['detail'] as Record<string, unknown>;
const read = (detail: unknown) =>
  readAlert({ ...fixture('incident-alert-firing'), detail }, 'no-id', fixtureTime) as Alert;

describe('docs/schemas/incident-alert-1.schema.json', () => {
  test('describes every field that the reader reads, and no other', () => {
    expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(whole).sort());
  });

  test.each(['incident-alert-firing', 'incident-alert-resolved', 'incident-alert-without-severity'])(
    'takes %s',
    (name) => {
      expect(fitsSchema(schema, fixture(name)['detail'])).toBe(true);
    },
  );

  const mistakes: [string, unknown][] = [
    ['schemaVersion', 2],
    ['dedupKey', ' '],
    ['dedupKey', 7],
    ['title', ''],
    ['status', 'ALARM'],
    ['severity', 'SEV-5'],
    ['severity', 'critical'],
    ['detectionSource', 'nagios'],
    ['triggerClass', 'middle'],
    ['detectedAt', 'yesterday'],
    ['startedAt', 1_804_039_200],
    ['runbook', 'http://wiki.example.com'],
    ['links', ['javascript:alert(1)']],
    ['links', 'https://example.com'],
    ['tags', { team: 7 }],
    ['description', 'x'.repeat(1_001)],
  ];

  test.each(mistakes)('refuses %s = %j, of which the reader takes nothing over', (field, value) => {
    const wrong = { ...whole, [field]: value };
    expect(fitsSchema(schema, wrong)).toBe(false);
    const alert = read(wrong);
    if (schema.required.includes(field)) return expect(alert.malformed).toContain(field);
    expect(alert.malformed).toBeUndefined();
    expect(JSON.stringify(alert)).not.toContain(JSON.stringify(value));
  });

  test.each(schema.required)('and what lacks %s, which the reader calls malformed', (field) => {
    const { [field]: _lacking, ...rest } = whole;
    expect(fitsSchema(schema, rest)).toBe(false);
    expect(read(rest).malformed).toContain(field);
  });

  test('whatever fits the schema is read, with everything that it says', () => {
    const words = fc.string({ minLength: 1, maxLength: 200 }).filter((text) => text.trim() !== '');
    const at = fc
      .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
    const detail = fc.record(
      {
        schemaVersion: fc.constantFrom(1, '1'),
        dedupKey: words,
        status: fc.constantFrom('firing', 'resolved'),
        title: words,
        severity: fc.constantFrom('SEV-1', 'SEV-4', 2, 3),
        service: words,
        detectedAt: at,
        startedAt: at,
        detectionSource: fc.constantFrom('monitoring', 'synthetic', 'security', 'customer', 'internal'),
        triggerClass: fc.constantFrom('front', 'back'),
        tags: fc.dictionary(words, words, { maxKeys: 5 }),
      },
      { requiredKeys: ['schemaVersion', 'dedupKey', 'status', 'title'] },
    );
    fc.assert(
      fc.property(detail, (alert) => {
        expect(fitsSchema(schema, alert)).toBe(true);
        const { malformed, ...told } = read(alert);
        expect(malformed).toBeUndefined();
        expect(told.signal).toBe(alert.status === 'firing' ? 'firing' : 'ok');
        expect(told.claims?.severity === undefined).toBe(alert.severity === undefined);
        expect(told.detectionSource).toBe(alert.detectionSource ?? 'monitoring');
        expect(told.changedAt).toBe(earliest(alert.detectedAt, fixtureTime));
        expect(told.startedAt).toBe(alert.startedAt && earliest(alert.startedAt, fixtureTime));
        expect(Object.keys(told.tags)).toHaveLength(Object.keys(alert.tags ?? {}).length);
      }),
    );
  });

  test('a keyword that nobody checks is noticed', () => {
    expect(() => fitsSchema({ minimum: 3 }, 2)).toThrow('The schema\'s keyword "minimum" is not checked.');
  });
});
