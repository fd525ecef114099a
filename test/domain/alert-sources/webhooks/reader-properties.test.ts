import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configuration } from '../../../../config';
import { isAlert } from '../../../../domain/alert';
import { readAlert } from '../../../../domain/alert-sources/read-alert';
import { readEventsApi } from '../../../../domain/alert-sources/webhooks/pagerduty';
import { readWebhook } from '../../../../domain/alert-sources/webhooks/read-webhook';
import { runsOf } from '../../../support/fuzz-budget';
import { wound, wounded, type Wound } from '../../../support/hostile-events';

const folder = join(__dirname, '../../../fixtures/webhooks');
const sources = configuration.webhooks!;
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ name, body: JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown> }));

const webhookFixtures = fixtures.filter(({ name }) => !name.startsWith('pagerduty'));

const now = '2026-11-21T02:02:00.000Z';
/** In bytes: what PutEvents takes at once, with room for the envelope. */
const largestDetail = 240_000;

/** What intake makes of a detail, after its way over the bus. */
function arrived(detail: unknown) {
  const json = JSON.stringify(detail);
  expect(Buffer.byteLength(json)).toBeLessThan(largestDetail);
  const event = {
    id: 'e',
    'detail-type': 'Incident Alert',
    source: 'webhook.any',
    time: now,
    detail: JSON.parse(json) as unknown,
  };
  const alert = readAlert(event, 'm', now);
  if (!isAlert(alert)) throw new Error('A custom alert was read as something else.');
  return alert;
}

/** The wounded body as it comes out of a request: JSON knows no holes in lists, and no infinity. */
function damagedBy(wounds: readonly Wound[], body: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(wounded(body, wounds)));
}

function untouched(): void {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
}

const sourceOf = (fixture: string) => sources.find(({ id }) => fixture.startsWith(id))!;

test.each(webhookFixtures)(
  'B1 B2 B3 B6: $name, wounded: its alerts are alerts that intake can read, and what is no alert is told of',
  ({ name, body }) => {
    fc.assert(
      fc.property(fc.array(wound, { minLength: 1, maxLength: 4 }), (wounds) => {
        const damaged = damagedBy(wounds, body);
        const { alerts, unreadable } = readWebhook(damaged, sourceOf(name));
        for (const detail of alerts)
          expect([arrived(detail).malformed, arrived(detail).name]).toEqual([undefined, detail.title]);
        if (unreadable !== undefined) expect(arrived({ schemaVersion: 1, unreadable }).malformed).toBe(unreadable);
        const list = (damaged as { alerts?: unknown }).alerts;
        if (alerts.length === 0)
          expect(unreadable !== undefined || (Array.isArray(list) && list.length === 0)).toBe(true);
        untouched();
      }),
      { numRuns: Math.ceil(runsOf('webhooks') / webhookFixtures.length) },
    );
  },
  600_000,
);

test('B1 B2 B3 B6: an event of the Events API, wounded: an alert that intake can read, or named errors', () => {
  const { body } = fixtures.find(({ name }) => name === 'pagerduty-trigger.json')!;
  fc.assert(
    fc.property(fc.array(wound, { minLength: 1, maxLength: 4 }), (wounds) => {
      const read = readEventsApi(damagedBy(wounds, body), () => 'made-here');
      if ('errors' in read)
        expect(arrived({ schemaVersion: 1, unreadable: read.errors.join('; ') }).malformed).toBeDefined();
      else if (read.action !== 'acknowledge') expect(arrived(read.alert).malformed).toBeUndefined();
      untouched();
    }),
    { numRuns: runsOf('eventsApi') },
  );
}, 600_000);

test('B1: any JSON at all', () => {
  fc.assert(
    fc.property(fc.constantFrom(...sources), fc.jsonValue(), (source, body) => {
      const { alerts, unreadable } = readWebhook(body, source);
      for (const detail of alerts) expect(arrived(detail).malformed).toBeUndefined();
      expect(unreadable === undefined || unreadable !== '').toBe(true);
      expect(readEventsApi(body, () => 'k')).toBeDefined();
    }),
    { numRuns: runsOf('anyBody') },
  );
}, 600_000);

test('B2: what is wide or full of controls still fits on the bus', () => {
  const labels = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`k${index}${'\u0001'.repeat(300)}`, '\u0001'.repeat(2_000)]),
  );
  const alert = { status: 'firing', labels: { alertname: '\u0001x'.repeat(5_000), ...labels }, fingerprint: 'f' };
  const { alerts } = readWebhook({ alerts: [alert] }, sourceOf('alertmanager'));
  expect(arrived(alerts[0]).malformed).toBeUndefined();
});
